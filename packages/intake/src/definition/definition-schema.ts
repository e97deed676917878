import { jsonSchemaOf, type JsonSchema } from '@kpi-ledger/core'
import { definitions, grades, invariant } from '@kpi-ledger/core/unstable'

const { ContractRegistered, RegimeAdopted, KPIDefined, TargetRevised, KPIRetired } = definitions

const isSchema = (u: unknown): u is JsonSchema =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

/** The part of a schema under some keywords. */
const partOf = (schema: JsonSchema, ...path: ReadonlyArray<string>): JsonSchema =>
  path.reduce((part, keyword) => {
    const next = part[keyword]
    invariant(isSchema(next), `the schema has no ${path.join('.')}`)
    return next
  }, schema)

const properties = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> => {
  const of = partOf(schema, 'properties')
  return Object.fromEntries(Object.keys(of).map((name) => [name, partOf(of, name)]))
}

const either = (description: string, ...anyOf: ReadonlyArray<JsonSchema>): JsonSchema => ({
  description,
  anyOf,
})

const words = (description: string, pattern: string): JsonSchema => ({
  type: 'string',
  description,
  pattern,
})

const strictly = (
  description: string,
  fields: Readonly<Record<string, JsonSchema>>,
  required: ReadonlyArray<string>,
): JsonSchema => ({
  type: 'object',
  description,
  properties: fields,
  required,
  additionalProperties: false,
})

/** The schema of a text for which YAML may have read a number or a boolean. */
const asText = (schema: JsonSchema): JsonSchema => ({
  anyOf: [schema, { type: ['number', 'boolean'] }],
})

const contract = properties(jsonSchemaOf(ContractRegistered.data))
const regime = properties(jsonSchemaOf(RegimeAdopted.data))
const scheme = properties(partOf(jsonSchemaOf(RegimeAdopted.data), 'properties', 'scheme'))
const band = properties(partOf(scheme, 'bands', 'items'))
const notRated = properties(partOf(scheme, 'notRated'))
const definition = properties(jsonSchemaOf(KPIDefined.data))
const revised = properties(jsonSchemaOf(TargetRevised.data))
const retired = properties(jsonSchemaOf(KPIRetired.data))

const field = (of: Readonly<Record<string, JsonSchema>>, name: string): JsonSchema =>
  partOf(of, name)

const MARGIN = either(
  "2 points, in the KPI's unit, or 5 % of target",
  { type: 'number', exclusiveMinimum: 0 },
  words(
    '2 points, or 5 % of target',
    String.raw`^[\d,.]+ ?(?:%(?: of (?:the )?target)?|points?)?$`,
  ),
  { type: 'object' },
)

const WHEN = either(
  'the test of the band',
  words(
    'meets target, within tolerance, within 5 %, misses by less than 5 %, beats target, beats target by more than 5 %, down to LEVEL, better than LEVEL, or otherwise',
    String.raw`^(?:otherwise|(?:meets|beats) (?:the )?target|(?:within|misses by less than|beats (?:the )?target by more than|down to|better than) \S.*)$`,
  ),
  field(band, 'when'),
)

const GRADE = {
  type: 'string',
  description: 'the grade, in words or by its code',
  enum: [...new Set(grades.flatMap((grade) => [grade.replaceAll('-', ' '), grade]))],
}

const BAND = strictly(
  'a band, best first; its code is derived from its label if left out',
  { ...band, label: asText(field(band, 'label')), grade: GRADE, when: WHEN },
  ['label', 'grade', 'when'],
)

const NOT_RATED = either(
  'the word for what is not rated',
  asText(field(notRated, 'label')),
  strictly(
    'the words for what is not rated',
    { ...notRated, label: asText(field(notRated, 'label')) },
    ['label'],
  ),
)

const TARGET = either(
  'the target',
  words(
    '">= 95", "<= 3 %", at least 95, at most 3 days, £1,000 to £2,000, or none',
    String.raw`^(?:none|(?:>=|≥|>|<=|≤|<|at least|at most|more than|less than) *\S.*|(?:between )?\S+(?: %)? (?:to|and) \S.*)$`,
  ),
  field(definition, 'target'),
)

const targetBeside = {
  target: TARGET,
  tolerance: MARGIN,
  levels: {
    type: 'object',
    description: 'the levels of the target: figures, ranges such as 60 to 95, or shares of it',
    additionalProperties: { type: ['number', 'string', 'object'] },
  },
  profile: either(
    'the target of each month',
    {
      type: 'array',
      description: 'twelve values from the first month of the year, null for none',
      ...{ items: { type: ['number', 'null'] }, minItems: 12, maxItems: 12 },
    },
    { type: 'object', additionalProperties: { type: 'number' } },
  ),
}

const OMITTED = new Set(['regime', 'kpi', 'effectiveFrom', 'target'])

const fieldsOfKPI = Object.fromEntries(
  Object.entries(definition).filter(([name]) => !OMITTED.has(name)),
)

const REVISED = strictly(
  'a target from a later month on',
  {
    effectiveFrom: field(revised, 'effectiveFrom'),
    ...targetBeside,
    reason: asText(field(revised, 'reason')),
  },
  ['effectiveFrom', 'target'],
)

const RETIRED = strictly(
  'from when the KPI is no longer on the scorecard, and why',
  { effectiveFrom: field(retired, 'effectiveFrom'), reason: asText(field(retired, 'reason')) },
  ['effectiveFrom'],
)

const KPI = strictly(
  'a KPI; with nothing but its target it is carried over from the regime before',
  {
    kpi: asText(field(definition, 'kpi')),
    ...fieldsOfKPI,
    description: asText(field(definition, 'description')),
    serviceArea: asText(field(definition, 'serviceArea')),
    owner: asText(field(definition, 'owner')),
    unit: asText({ ...field(definition, 'unit'), examples: ['percent', '%', 'days', '£'] }),
    succeeds: either('the KPIs it took over from', field(definition, 'succeeds'), {
      type: ['string', 'number'],
    }),
    effectiveFrom: field(definition, 'effectiveFrom'),
    ...targetBeside,
    reason: asText(field(revised, 'reason')),
    revised: { type: 'array', items: REVISED },
    retired: RETIRED,
  },
  ['kpi', 'target'],
)

const REGIME = strictly(
  'a regime: its bands and its KPIs',
  {
    regime: asText(field(regime, 'regime')),
    title: asText(field(regime, 'title')),
    effectiveFrom: field(regime, 'effectiveFrom'),
    ...scheme,
    bands: { type: 'array', items: BAND, minItems: 1 },
    notRated: NOT_RATED,
    kpis: { type: ['array', 'null'], items: KPI },
  },
  ['regime', 'title', 'effectiveFrom', 'bands', 'notRated'],
)

/**
 * The JSON Schema of a definition, by which editors complete and explain it. Whatever it refuses,
 * `readDefinition` refuses too; only `readDefinition` checks one part of a definition against
 * another.
 */
export const definitionSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:kpi-ledger:definition:1',
  title: 'A contract of kpi-ledger, as define reads it',
  ...strictly(
    'a contract',
    {
      ...Object.fromEntries(Object.entries(contract).map(([name, of]) => [name, asText(of)])),
      yearStart: either(
        'the first month of the financial year',
        field(contract, 'yearStart'),
        words('its name', '^[A-Za-z]{3,9}$'),
      ),
      regimes: { type: ['array', 'null'], items: REGIME },
    },
    ['contract', 'title', 'authority', 'supplier', 'yearStart'],
  ),
}
