import type { DefinitionFields, KPIDefinition } from '../history/rulebook'
import { codeInWords } from '../kpi/outcome'
import { counted } from '../schema/sentences'
import type { RulePart } from './part'

type Stated = Omit<KPIDefinition, 'regime' | 'effectiveFrom' | 'target'>

const quoted = (text: string): string => `"${text}"`

/** The fields of a definition that are stated, each under its name. */
const statedParts = (fields: Partial<Stated>): ReadonlyArray<RulePart> => {
  const part = <T>(
    of: string,
    value: T | undefined,
    inWords: (value: T) => string,
  ): ReadonlyArray<RulePart> => (value === undefined ? [] : [{ of, words: inWords(value) }])
  return [
    ...part('description', fields.description, quoted),
    ...part('service area', fields.serviceArea, quoted),
    ...part('frequency', fields.frequency, codeInWords),
    ...part('unit', fields.unit, String),
    ...part('accumulation', fields.accumulation, String),
    ...part('aggregation', fields.aggregation, codeInWords),
    ...part('better values', fields.better, String),
    ...part('owner', fields.owner, quoted),
    ...part('decimals', fields.decimals, String),
    ...part('rounding before rating', fields.ratedTo, (to) => counted(to, 'decimal')),
    ...part('predecessor', fields.succeeds, (kpis) => kpis.join(', ')),
  ]
}

/** What a definition states beside its target (M8). */
export const definitionParts = (definition: Stated): ReadonlyArray<RulePart> => {
  const { accumulation = 'in-period', succeeds = [], ...others } = definition
  return statedParts({ ...others, accumulation, ...(succeeds.length === 0 ? {} : { succeeds }) })
}

/** The fields of a definition among others, in words: `unit days, decimals 1`. */
export const revisionInWords = (fields: Partial<DefinitionFields>): string =>
  statedParts(fields)
    .map(({ of, words }) => `${of} ${words}`)
    .join(', ')

/** A definition in words, without its target: `Calls answered (monthly, percent, in-period)`, and which KPIs it succeeds (M23). */
export const definitionInWords = (definition: Stated): string => {
  const { description, frequency, unit, accumulation = 'in-period' } = definition
  const { ratedTo, succeeds = [] } = definition
  const words = [codeInWords(frequency), unit, accumulation]
  const rated = ratedTo === undefined ? [] : [`rated to ${counted(ratedTo, 'decimal')}`]
  const after = succeeds.length === 0 ? '' : `, in place of ${succeeds.join(', ')},`
  return `${description} (${[...words, ...rated].join(', ')})${after}`
}
