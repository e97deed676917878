/** The events of wire format 1 as strict zod schemas, for comparison. */
import { z } from 'zod'

const text = z
  .string()
  .min(1)
  .max(4000)
  .regex(/^[^\p{Cc}]*$/u)
const id = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/)
const code = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
const kpi = z.string().min(1).max(64)
const month = z.string().regex(/^(?:19|2\d)\d\d-(?:0[1-9]|1[0-2])$/)
const period = z
  .string()
  .regex(/^(?:(?:19|2\d)\d\d-(?:0[1-9]|1[0-2])|FY(?:19|2\d)\d\d(?:-(?:Q[1-4]|H[12]))?)$/)
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
const figure = z.number().min(-1e12).max(1e12)
const margin = z.union([
  z.strictObject({ absolute: figure.positive() }),
  z.strictObject({ percent: figure.positive() }),
])
const range = z.strictObject({ low: figure, high: figure })
const oneSided = <C extends string>(comparator: C) =>
  z.strictObject({
    comparator: z.literal(comparator),
    value: figure,
    tolerance: margin.optional(),
    levels: z.record(code, z.union([figure, margin])).optional(),
    profile: z.record(z.string().regex(/^(0[1-9]|1[0-2])$/), figure).optional(),
  })
const target = z.discriminatedUnion('comparator', [
  oneSided('>='),
  oneSided('>'),
  oneSided('<='),
  oneSided('<'),
  z.strictObject({
    comparator: z.literal('between'),
    low: figure,
    high: figure,
    tolerance: margin.optional(),
    levels: z.record(code, z.union([range, margin])).optional(),
  }),
])
const when = z.union([
  z.strictObject({
    meets: z.literal('target'),
    within: z.union([margin, z.literal('tolerance')]).optional(),
  }),
  z.strictObject({ meets: z.literal('target'), under: margin }),
  z.strictObject({
    beats: z.literal('target'),
    by: z.union([margin, z.literal('tolerance')]).optional(),
  }),
  z.strictObject({ clears: code }),
  z.strictObject({ reaches: code }),
  z.literal('otherwise'),
])
const grade = z.enum(['good', 'approaching-target', 'requires-improvement', 'inadequate'])
const notMeasured = [
  'not-due',
  'not-yet-measurable',
  'no-activity',
  'no-data',
  'not-measurable',
] as const
const reason = z.enum([
  ...notMeasured,
  ...(['not-recorded', 'incomplete', 'no-target', 'no-profile-point'] as const),
])
const scheme = z.strictObject({
  levels: z.array(code).optional(),
  bands: z.array(
    z.strictObject({ code, label: text, grade, when, points: z.int().min(0).optional() }),
  ),
  notRated: z.strictObject({
    code,
    label: text,
    by: z.partialRecord(reason, z.strictObject({ code, label: text })).optional(),
  }),
  repeat: z.strictObject({ within: z.int().min(2), factor: z.int().min(2) }).optional(),
})
const outcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('measured'),
    value: figure,
    of: figure.optional(),
    published: text.optional(),
  }),
  z.strictObject({
    kind: z.literal('not-measured'),
    reason: z.enum(notMeasured),
    text: text.optional(),
  }),
])
const metadata = z.looseObject({
  actor: text.optional(),
  correlationId: uuid.optional(),
  causationId: uuid.optional(),
  occurredAt: z.string().optional(),
})
const hash = z.string().regex(/^[0-9a-f]{64}$/)

const required = {
  description: text,
  serviceArea: text,
  frequency: z.enum(['monthly', 'quarterly', 'six-monthly', 'annual']),
  unit: z.string().min(1).max(24),
}
const optional = {
  decimals: z.int().min(0).max(12).optional(),
  ratedTo: z.int().min(0).max(12).optional(),
  accumulation: z.enum(['in-period', 'year-to-date']).optional(),
  aggregation: z.enum(['sum', 'mean', 'weighted-mean', 'maximum', 'minimum', 'last']).optional(),
  better: z.enum(['higher', 'lower']).optional(),
  owner: text.optional(),
}

const event = <T extends string, D extends z.ZodType>(type: T, data: D) =>
  z.strictObject({
    id: uuid,
    stream: z.string().regex(/^kpiContract-[a-z0-9]+(?:[.-][a-z0-9]+)*$/),
    revision: z.int().min(0),
    type: z.literal(type),
    version: z.literal(1),
    recordedAt: z.string().regex(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/),
    data,
    metadata: metadata.optional(),
  })

/** Any event of wire format 1. */
export const zodEvent = z.discriminatedUnion('type', [
  event(
    'ContractRegistered',
    z.strictObject({
      contract: id,
      title: text,
      authority: text,
      supplier: text,
      yearStart: z.int().min(1).max(12),
    }),
  ),
  event('RegimeAdopted', z.strictObject({ regime: id, title: text, effectiveFrom: month, scheme })),
  event(
    'KPIDefined',
    z.strictObject({
      regime: id,
      kpi,
      ...required,
      ...optional,
      effectiveFrom: month,
      target: target.nullable(),
      succeeds: z.array(kpi).optional(),
    }),
  ),
  event(
    'TargetRevised',
    z.strictObject({
      regime: id,
      kpi,
      effectiveFrom: month,
      target: target.nullable(),
      reason: text.optional(),
    }),
  ),
  event('KPIRetired', z.strictObject({ regime: id, kpi, effectiveFrom: month, reason: text })),
  event('ActualRecorded', z.strictObject({ kpi, period, outcome })),
  event('ActualCorrected', z.strictObject({ kpi, period, outcome, reason: text })),
  event('NoteAdded', z.strictObject({ kpi: kpi.optional(), period, text })),
  event(
    'ScorecardPublished',
    z.strictObject({
      regime: id,
      period,
      form: z.literal(1),
      scorecardDigest: hash,
      size: z.int().min(0),
      root: hash,
      incomplete: z.array(kpi).optional(),
      again: z.literal(true).optional(),
    }),
  ),
  event(
    'ContractAmended',
    z.strictObject({
      title: text.optional(),
      authority: text.optional(),
      supplier: text.optional(),
      reason: text,
    }),
  ),
  event(
    'RegimeAmended',
    z.strictObject({
      regime: id,
      title: text.optional(),
      scheme: scheme.optional(),
      reason: text,
    }),
  ),
  event(
    'DefinitionRevised',
    z.strictObject({
      regime: id,
      kpi,
      effectiveFrom: month,
      ...z.strictObject(required).partial().shape,
      ...optional,
      reason: text.optional(),
    }),
  ),
  event('EventWithdrawn', z.strictObject({ event: uuid, reason: text })),
  event('RatingPrinted', z.strictObject({ kpi, period, label: text, source: text.optional() })),
  event('RatingDecided', z.strictObject({ regime: id, kpi, period, code, reason: text })),
])
