import fc from 'fast-check'
import type { DomainEvent, RecordedEvent } from './envelope'

/** Values that the codecs accept, whole range and awkward corners included. */

const pad = (n: number, width: number): string => String(n).padStart(width, '0')

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 6 })

const joined = (separators: ReadonlyArray<string>): fc.Arbitrary<string> =>
  fc
    .tuple(word, fc.array(fc.tuple(fc.constantFrom(...separators), word), { maxLength: 3 }))
    .map(([first, rest]) => first + rest.map((part) => part.join('')).join(''))

export const identifier = fc.oneof(joined(['.', '-']), fc.constant('a'.repeat(64)))
export const code = fc.oneof(joined(['-']), fc.constantFrom('constructor', 'prototype', '0'))

const character = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...'The rate of returns, in % & £ "paid"\\/ 0123') },
  fc.constantFrom('\n', '\t', 'é', '\u2028', '\ufeff', '𝔸', '😂', '\ufb33', '\u200b'),
)
export const text = fc
  .string({ unit: character, minLength: 1, maxLength: 30 })
  .map((s) => `${s}.`)
  .filter((s) => s.isWellFormed())

export const kpiReference = fc.oneof(
  fc
    .string({ unit: fc.constantFrom(...'RB&-K 019/é𝔸'), minLength: 1, maxLength: 12 })
    .map((s) => `K${s}1`),
  fc.constantFrom('__proto__', 'constructor', 'toString', '1', '𝔸'.repeat(64)),
)

/** A figure of at most 15 digits and at most 1e12 in size (M15). */
export const decimal = fc.oneof(
  fc
    .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: -12, max: 3 }))
    .map(([digits, exponent]) => Number(`${String(digits)}e${String(exponent)}`) + 0),
  fc.constantFrom(0, 1e12, -1e12, 0.1, 99.9, 123456789012.345, 1e-15, 999999999999.999),
)
const positiveDecimal = decimal.map((n) => (n === 0 ? 0.5 : Math.abs(n)))

export const month = fc
  .tuple(fc.integer({ min: 1900, max: 2999 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, m]) => `${String(year)}-${pad(m, 2)}`)
const part = fc.constantFrom('', '-Q1', '-Q2', '-Q3', '-Q4', '-H1', '-H2')
export const period = fc.oneof(
  month,
  fc.tuple(fc.integer({ min: 1900, max: 2999 }), part).map(([year, p]) => `FY${String(year)}${p}`),
)

export const instant = fc
  .date({
    min: new Date('0000-01-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString())

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
export const digest = hex(64)
export const uuid = hex(32).map((s) => s.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))

export const margin = fc.oneof(
  fc.record({ absolute: positiveDecimal }),
  fc.record({ percent: positiveDecimal }),
)

const optional = { noNullPrototype: true } as const

export const target = fc.oneof(
  fc.record(
    {
      comparator: fc.constantFrom('>=', '>', '<=', '<'),
      value: decimal,
      tolerance: margin,
      levels: fc.dictionary(code, decimal, { maxKeys: 3, ...optional }),
      profile: fc.dictionary(
        fc.integer({ min: 1, max: 12 }).map((m) => pad(m, 2)),
        decimal,
        { maxKeys: 12, ...optional },
      ),
    },
    { requiredKeys: ['comparator', 'value'], ...optional },
  ),
  fc.record(
    {
      comparator: fc.constant('between' as const),
      low: decimal,
      high: decimal,
      tolerance: margin,
      levels: fc.dictionary(code, fc.record({ low: decimal, high: decimal }), {
        maxKeys: 3,
        ...optional,
      }),
    },
    { requiredKeys: ['comparator', 'low', 'high'], ...optional },
  ),
)

const atTarget = fc.constant('target' as const)
const when = fc.oneof(
  fc.record({ meets: atTarget }),
  fc.record({ meets: atTarget, within: fc.oneof(margin, fc.constant('tolerance' as const)) }),
  fc.record({ meets: atTarget, under: margin }),
  fc.record({ beats: atTarget, by: margin }, { requiredKeys: ['beats'], ...optional }),
  fc.record({ clears: code }),
  fc.record({ reaches: code }),
  fc.constant('otherwise' as const),
)

const grade = fc.constantFrom(
  'good' as const,
  'approaching-target' as const,
  'requires-improvement' as const,
  'inadequate' as const,
)

export const scheme = fc.record(
  {
    bands: fc.array(fc.record({ code, label: text, grade, when }), { maxLength: 4 }),
    notRated: fc.record({ code, label: text }),
    levels: fc.array(code, { maxLength: 3 }),
  },
  { requiredKeys: ['bands', 'notRated'], ...optional },
)

const reason = fc.constantFrom(
  'not-due' as const,
  'not-yet-measurable' as const,
  'no-activity' as const,
  'no-data' as const,
  'not-measurable' as const,
)

export const outcome = fc.oneof(
  fc.record(
    { kind: fc.constant('measured' as const), value: decimal, of: decimal, published: text },
    { requiredKeys: ['kind', 'value'], ...optional },
  ),
  fc.record(
    { kind: fc.constant('not-measured' as const), reason, text },
    { requiredKeys: ['kind', 'reason'], ...optional },
  ),
)

const places = fc.integer({ min: 0, max: 12 })

const data = {
  ContractRegistered: fc.record({
    contract: identifier,
    title: text,
    authority: text,
    supplier: text,
    yearStart: fc.integer({ min: 1, max: 12 }),
  }),
  RegimeAdopted: fc.record({ regime: identifier, title: text, effectiveFrom: month, scheme }),
  KPIDefined: fc.record(
    {
      regime: identifier,
      kpi: kpiReference,
      description: text,
      serviceArea: text,
      frequency: fc.constantFrom('monthly', 'quarterly', 'six-monthly', 'annual'),
      unit: fc.constantFrom('percent', 'days', 'hours', 'count', 'score', 'pounds', 'number'),
      decimals: places,
      ratedTo: places,
      accumulation: fc.constantFrom('in-period', 'year-to-date'),
      effectiveFrom: month,
      target,
      succeeds: fc.array(kpiReference, { maxLength: 3 }),
    },
    {
      requiredKeys: [
        'regime',
        'kpi',
        'description',
        'serviceArea',
        'frequency',
        'unit',
        'effectiveFrom',
        'target',
      ],
      ...optional,
    },
  ),
  TargetRevised: fc.record(
    { regime: identifier, kpi: kpiReference, effectiveFrom: month, target, reason: text },
    { requiredKeys: ['regime', 'kpi', 'effectiveFrom', 'target'], ...optional },
  ),
  KPIRetired: fc.record({
    regime: identifier,
    kpi: kpiReference,
    effectiveFrom: month,
    reason: text,
  }),
  ActualRecorded: fc.record({ kpi: kpiReference, period, outcome }),
  ActualCorrected: fc.record({ kpi: kpiReference, period, outcome, reason: text }),
  NoteAdded: fc.record(
    { kpi: kpiReference, period, text },
    { requiredKeys: ['period', 'text'], ...optional },
  ),
  ScorecardPublished: fc.record({
    regime: identifier,
    period,
    scorecardDigest: digest,
    size: fc.nat(),
    root: digest,
  }),
}

export const domainEvent: fc.Arbitrary<DomainEvent> = fc.oneof(
  ...(Object.keys(data) as Array<keyof typeof data>).map((type) =>
    (data[type] as fc.Arbitrary<unknown>).map((fields) => ({ type, data: fields }) as DomainEvent),
  ),
)

/** JSON without -0, lone surrogates, or numbers that need more than 15 digits. */
const otherJson = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false, '', 'é', 'a\u0000b', 0, -1.5, 1e300, 1e-300),
    decimal,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('a', '', '__proto__', 'constructor', '1', '0', 'z\n', '😂'),
      tie('json'),
      { maxKeys: 3, ...optional },
    ),
  ),
})).json

export const metadata = fc
  .tuple(
    fc.record(
      {
        actor: text,
        correlationId: uuid,
        causationId: uuid,
        occurredAt: fc.oneof(
          instant,
          instant.map((at) => at.slice(0, 10)),
        ),
      },
      { requiredKeys: [], ...optional },
    ),
    fc.dictionary(fc.constantFrom('source', '__proto__', 'toString', '', '7'), otherJson, {
      maxKeys: 3,
      ...optional,
    }),
  )
  .map(([known, other]) => ({ ...known, ...other }))

/** A recorded event of any of the nine types, its fields in wire order. */
export const recordedEvent: fc.Arbitrary<RecordedEvent> = fc
  .record({
    id: uuid,
    stream: identifier.map((contract) => `kpiContract-${contract}`),
    revision: fc.oneof(fc.nat(), fc.constantFrom(0, 999_999_999_999_999)),
    event: domainEvent,
    recordedAt: instant,
    metadata: fc.option(metadata),
  })
  .map(
    ({ id, stream, revision, event, recordedAt, metadata: extra }) =>
      ({
        id,
        stream,
        revision,
        type: event.type,
        version: 1,
        recordedAt,
        data: event.data,
        ...(extra === null ? {} : { metadata: extra }),
      }) as RecordedEvent,
  )

/** The data of any event with the type it belongs to. */
export const dataOf = data
