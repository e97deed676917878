/*
 * Judges what the decoders accept a second time, without using codecs: it is written from the wire
 * format alone.
 */

type Judge = (u: unknown) => boolean

export const isObject = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

const fields =
  (
    required: Readonly<Record<string, Judge>>,
    optional: Readonly<Record<string, Judge>> = {},
  ): Judge =>
  (u) =>
    isObject(u) &&
    Object.keys(required).every((key) => Object.hasOwn(u, key)) &&
    Object.entries(u).every(([key, value]) => {
      const judge = Object.hasOwn(required, key)
        ? required[key]
        : Object.hasOwn(optional, key)
          ? optional[key]
          : undefined
      return judge !== undefined && judge(value)
    })

const listOf =
  (item: Judge): Judge =>
  (u) =>
    Array.isArray(u) && u.every((each) => item(each))
const mapOf =
  (key: Judge, value: Judge): Judge =>
  (u) =>
    isObject(u) && Object.entries(u).every(([k, v]) => key(k) && value(v))
const either =
  (...judges: ReadonlyArray<Judge>): Judge =>
  (u) =>
    judges.some((judge) => judge(u))
const oneOf =
  (...values: ReadonlyArray<string>): Judge =>
  (u) =>
    typeof u === 'string' && values.includes(u)
const matching =
  (pattern: RegExp, longest: number): Judge =>
  (u) =>
    typeof u === 'string' && u.length <= longest && pattern.test(u)
const whole =
  (min: number, max: number): Judge =>
  (u) =>
    Number.isInteger(u) && Number(u) >= min && Number(u) <= max && !Object.is(u, -0)

const characters = (s: string): ReadonlyArray<number> =>
  Array.from(s, (character) => character.codePointAt(0) ?? 0)

const text: Judge = (u) =>
  typeof u === 'string' &&
  u.trim() !== '' &&
  characters(u).length <= 4000 &&
  characters(u).every(
    (c) => c === 9 || c === 10 || (c >= 32 && (c < 127 || c > 159) && (c < 0xd800 || c > 0xdfff)),
  )

const printable =
  (longest: number): Judge =>
  (u) =>
    typeof u === 'string' &&
    u.trim() === u &&
    characters(u).length >= 1 &&
    characters(u).length <= longest &&
    text(u) &&
    !/[\n\t\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/.test(u)
const reference = printable(64)

const decimal: Judge = (u) =>
  typeof u === 'number' &&
  Math.abs(u) <= 1e12 &&
  !Object.is(u, -0) &&
  (u
    .toExponential()
    .match(/^[^e]*/)?.[0]
    .replace(/[-.]/g, '').length ?? 99) <= 15
const positive: Judge = (u) => decimal(u) && Number(u) > 0

const id = matching(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 64)
const code: Judge = (u) => matching(/^[a-z0-9]+(-[a-z0-9]+)*$/, 64)(u) && !/^\d+$/.test(String(u))
const hash = matching(/^[0-9a-f]{64}$/, 64)
const uuid = matching(/^(?![0-]+$)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 36)
const monthOfYear = /^(19|2\d)\d\d-(0[1-9]|1[0-2])$/
const month = matching(monthOfYear, 7)
const period = either(month, matching(/^FY(19|2\d)\d\d(-(Q[1-4]|H[12]))?$/, 9))
const instant: Judge = (u) => {
  if (typeof u !== 'string' || Number.isNaN(Date.parse(u))) return false
  return new Date(u).toISOString() === u && u.length === 24
}
const date: Judge = (u) => typeof u === 'string' && instant(`${u}T00:00:00.000Z`)

const margin = either(fields({ absolute: positive }), fields({ percent: positive }))
const is = (value: string): Judge => oneOf(value)
const when = either(
  is('otherwise'),
  fields({ meets: is('target') }, { within: either(margin, is('tolerance')) }),
  fields({ meets: is('target'), under: margin }),
  fields({ beats: is('target') }, { by: either(margin, is('tolerance')) }),
  fields({ clears: code }),
  fields({ reaches: code }),
)
const grade = oneOf('good', 'approaching-target', 'requires-improvement', 'inadequate')
const word = { code, label: text }
const byReason = Object.fromEntries(
  [
    ...['not-due', 'not-yet-measurable', 'no-activity', 'no-data', 'not-measurable'],
    ...['not-recorded', 'incomplete', 'no-target', 'no-profile-point'],
  ].map((reason) => [reason, fields(word)]),
)
const scheme = fields(
  {
    bands: listOf(fields({ code, label: text, grade, when }, { points: whole(0, 1_000_000) })),
    notRated: fields(word, { by: fields({}, byReason) }),
  },
  {
    levels: listOf(code),
    repeat: fields({ within: whole(2, 1000), factor: whole(2, 1000) }),
  },
)
const ends = { low: decimal, high: decimal }
const target = either(
  fields(
    { comparator: oneOf('>=', '>', '<=', '<'), value: decimal },
    {
      tolerance: margin,
      levels: mapOf(code, either(decimal, margin)),
      profile: mapOf(matching(/^(0[1-9]|1[0-2])$/, 2), decimal),
    },
  ),
  fields(
    { comparator: is('between'), ...ends },
    { tolerance: margin, levels: mapOf(code, either(fields(ends), margin)) },
  ),
)
const stated = either(target, (u) => u === null)
const outcome = either(
  fields({ kind: is('measured'), value: decimal }, { of: decimal, published: text }),
  fields(
    {
      kind: is('not-measured'),
      reason: oneOf('not-due', 'not-yet-measurable', 'no-activity', 'no-data', 'not-measurable'),
    },
    { text },
  ),
)
const places = whole(0, 12)
const size = whole(0, Number.MAX_SAFE_INTEGER)
const effectiveFrom = month
const regime = id
const kpi = reference

type Fields = Readonly<Record<string, Judge>>

const dataFields: Readonly<Record<string, readonly [required: Fields, optional?: Fields]>> = {
  ContractRegistered: [
    { contract: id, title: text, authority: text, supplier: text, yearStart: whole(1, 12) },
  ],
  RegimeAdopted: [{ regime, title: text, effectiveFrom, scheme }],
  KPIDefined: [
    {
      regime,
      kpi,
      description: text,
      serviceArea: text,
      frequency: oneOf('monthly', 'quarterly', 'six-monthly', 'annual'),
      unit: printable(24),
      effectiveFrom,
      target: stated,
    },
    {
      decimals: places,
      ratedTo: places,
      accumulation: oneOf('in-period', 'year-to-date'),
      aggregation: oneOf('sum', 'mean', 'weighted-mean', 'maximum', 'minimum', 'last'),
      better: oneOf('higher', 'lower'),
      owner: text,
      succeeds: listOf(reference),
    },
  ],
  TargetRevised: [{ regime, kpi, effectiveFrom, target: stated }, { reason: text }],
  KPIRetired: [{ regime, kpi, effectiveFrom, reason: text }],
  ActualRecorded: [{ kpi, period, outcome }],
  ActualCorrected: [{ kpi, period, outcome, reason: text }],
  NoteAdded: [{ period, text }, { kpi }],
  ScorecardPublished: [
    { regime, period, form: whole(1, 1), scorecardDigest: hash, size, root: hash },
    { incomplete: listOf(reference), again: (u) => u === true },
  ],
}

const keptJson = (u: unknown, depth = 0): boolean => {
  if (typeof u === 'number') return Number.isFinite(u) && !Object.is(u, -0)
  if (typeof u === 'string') return characters(u).every((c) => c < 0xd800 || c > 0xdfff)
  if (typeof u !== 'object' || u === null) return true
  return (
    depth < 64 &&
    Object.entries(u).every(([key, each]) => keptJson(key) && keptJson(each, depth + 1))
  )
}

const knownMetadata: Fields = {
  actor: text,
  correlationId: uuid,
  causationId: uuid,
  occurredAt: either(instant, date),
}
const metadata: Judge = (u) =>
  isObject(u) &&
  Object.entries(u).every(
    ([key, value]) =>
      keptJson(key) &&
      keptJson(value) &&
      (!Object.hasOwn(knownMetadata, key) || knownMetadata[key]?.(value) === true),
  )

/** Whether JSON is an event. */
export const event: Judge = (u) => {
  const type = isObject(u) ? u['type'] : undefined
  if (typeof type !== 'string' || !Object.hasOwn(dataFields, type)) return false
  const [required, optional] = dataFields[type] ?? [{}]
  return fields(
    {
      id: uuid,
      stream: matching(/^kpiContract-[a-z0-9]+([.-][a-z0-9]+)*$/, 76),
      revision: size,
      type: is(type),
      version: whole(1, 1),
      recordedAt: instant,
      data: fields(required, optional),
    },
    { metadata },
  )(u)
}

/** Whether JSON is a command. */
/** The event that each command gives, written out so that nothing is taken from the code under test. */
export const eventOf: Readonly<Record<string, string>> = {
  RegisterContract: 'ContractRegistered',
  AdoptRegime: 'RegimeAdopted',
  DefineKPI: 'KPIDefined',
  ReviseTarget: 'TargetRevised',
  RetireKPI: 'KPIRetired',
  RecordActual: 'ActualRecorded',
  CorrectActual: 'ActualCorrected',
  AddNote: 'NoteAdded',
}

export const command: Judge = (u) => {
  const type = isObject(u) ? u['type'] : undefined
  if (typeof type !== 'string' || !Object.hasOwn(eventOf, type)) return false
  const [required, optional] = dataFields[eventOf[type] ?? ''] ?? [{}]
  return fields({ ...required, type: is(type), contract: id }, { ...optional, metadata })(u)
}

/** Whether JSON is the data of an event of this type. */
export const dataOf = (type: string, u: unknown): boolean => {
  const [required, optional] = dataFields[type] ?? [{}]
  return fields(required, optional)(u)
}

/** A number's digits and the place of its decimal point, the same for all ways of writing it. */
const normal = (number: string): string => {
  const [mantissa = '', exponent = '0'] = number.toLowerCase().replace(/^-/, '').split('e')
  const [before = '', after = ''] = mantissa.split('.')
  const digits = (before + after).replace(/^0+/, '')
  const kept = digits.replace(/0+$/, '')
  if (kept === '') return '0'
  return `${kept}e${Number(exponent) - after.length + digits.length - kept.length}`
}

/** Whether JSON text has no duplicate keys and no number that a double could not keep. */
export const saysItOnce = (json: string): boolean => {
  let at = 0
  const skip = (): void => {
    while (' \n\r\t'.includes(json.charAt(at)) && at < json.length) at++
  }
  const take = (pattern: RegExp): string => {
    const found = new RegExp(pattern.source, 'y')
    found.lastIndex = at
    const token = found.exec(json)?.[0] ?? ''
    at += token.length
    skip()
    return token
  }
  const string = (): string => JSON.parse(take(/"(?:[^"\\]|\\.)*"/)) as string
  const items = (end: string, item: () => boolean): boolean => {
    take(/[[{]/)
    let good = true
    while (json.charAt(at) !== end) {
      good = item() && good
      take(/,?/)
    }
    take(/[\]}]/)
    return good
  }
  const value = (): boolean => {
    const first = json.charAt(at)
    if (first === '[') return items(']', value)
    if (first === '{') {
      const keys = new Set<string>()
      return items('}', () => {
        const key = string()
        const isNew = !keys.has(key)
        keys.add(key)
        take(/:/)
        return value() && isNew
      })
    }
    if (first === '"') {
      string()
      return true
    }
    const token = take(/[-+.\w]+/)
    return /^[tfn]/.test(token) || normal(token) === normal(String(Number(token)))
  }
  skip()
  return value()
}
