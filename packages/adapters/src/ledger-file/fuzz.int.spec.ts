import { isDeepStrictEqual } from 'node:util'
import {
  decide,
  decodeCommand,
  decodeLine,
  describe as sentence,
  encodeLine,
  foldHistory,
  type CommandType,
  type Fault,
  type History,
  type RecordedEvent,
} from '@kpi-ledger/core'
import { admit, emptyHistory, historySize, parseJson } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/lib/Either'
import { pssp } from '../fixture.spec'

/*
 * What the decoders accept is judged a second time, by a reader that knows nothing of codecs: it
 * is written from the wire format alone.
 */

const SEED = 0x20160614
const LINES = 80_000
const COMMANDS = 40_000

type Judge = (u: unknown) => boolean

const isObject = (u: unknown): u is Readonly<Record<string, unknown>> =>
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

const reference: Judge = (u) =>
  typeof u === 'string' &&
  u.trim() === u &&
  characters(u).length >= 1 &&
  characters(u).length <= 64 &&
  text(u) &&
  !/[\n\t\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/.test(u)

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
const code = matching(/^[a-z0-9]+(-[a-z0-9]+)*$/, 64)
const hash = matching(/^[0-9a-f]{64}$/, 64)
const uuid = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 36)
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
  fields({ beats: is('target') }, { by: margin }),
  fields({ clears: code }),
  fields({ reaches: code }),
)
const grade = oneOf('good', 'approaching-target', 'requires-improvement', 'inadequate')
const scheme = fields(
  {
    bands: listOf(fields({ code, label: text, grade, when })),
    notRated: fields({ code, label: text }),
  },
  { levels: listOf(code) },
)
const ends = { low: decimal, high: decimal }
const target = either(
  fields(
    { comparator: oneOf('>=', '>', '<=', '<'), value: decimal },
    {
      tolerance: margin,
      levels: mapOf(code, decimal),
      profile: mapOf(matching(/^(0[1-9]|1[0-2])$/, 2), decimal),
    },
  ),
  fields(
    { comparator: is('between'), ...ends },
    { tolerance: margin, levels: mapOf(code, fields(ends)) },
  ),
)
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
      unit: oneOf('percent', 'days', 'hours', 'count', 'score', 'pounds', 'number'),
      effectiveFrom,
      target,
    },
    {
      decimals: places,
      ratedTo: places,
      accumulation: oneOf('in-period', 'year-to-date'),
      succeeds: listOf(reference),
    },
  ],
  TargetRevised: [{ regime, kpi, effectiveFrom, target }, { reason: text }],
  KPIRetired: [{ regime, kpi, effectiveFrom, reason: text }],
  ActualRecorded: [{ kpi, period, outcome }],
  ActualCorrected: [{ kpi, period, outcome, reason: text }],
  NoteAdded: [{ period, text }, { kpi }],
  ScorecardPublished: [{ regime, period, scorecardDigest: hash, size, root: hash }],
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

const event: Judge = (u) => {
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

const eventOf: Readonly<Record<CommandType, string>> = {
  RegisterContract: 'ContractRegistered',
  AdoptRegime: 'RegimeAdopted',
  DefineKPI: 'KPIDefined',
  ReviseTarget: 'TargetRevised',
  RetireKPI: 'KPIRetired',
  RecordActual: 'ActualRecorded',
  CorrectActual: 'ActualCorrected',
  AddNote: 'NoteAdded',
  PublishScorecard: 'ScorecardPublished',
}

const command: Judge = (u) => {
  const type = isObject(u) ? u['type'] : undefined
  if (typeof type !== 'string' || !Object.hasOwn(eventOf, type)) return false
  const [required, optional] = dataFields[eventOf[type as CommandType]] ?? [{}]
  return fields({ ...required, type: is(type), contract: id }, { ...optional, metadata })(u)
}

/** The digits of a number and where its point is, the same for all ways of writing it. */
const normal = (number: string): string => {
  const [mantissa = '', exponent = '0'] = number.toLowerCase().replace(/^-/, '').split('e')
  const [before = '', after = ''] = mantissa.split('.')
  const digits = (before + after).replace(/^0+/, '')
  const kept = digits.replace(/0+$/, '')
  if (kept === '') return '0'
  return `${kept}e${Number(exponent) - after.length + digits.length - kept.length}`
}

/** Whether JSON text says nothing twice and no number that a double would not keep. */
const saysItOnce = (json: string): boolean => {
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

/** Numbers from 0 up to, not including, `n`: a mulberry32 generator. */
const randomFrom = (seed: number): ((n: number) => number) => {
  let state = seed | 0
  return (n) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n)
  }
}

type Random = ReturnType<typeof randomFrom>

const pick = <A>(from: ReadonlyArray<A>, random: Random, otherwise: A): A =>
  from[random(from.length)] ?? otherwise

const deep = (open: string, close: string, levels: number): string =>
  `${open.repeat(levels)}0${close.repeat(levels)}`

/** Values as text, for what JSON.stringify would never write. */
const raw = [
  ...['-0', '-0.0', '0.0', '-0e0', '1e400', '-1e400', '1e-400', '1e12', '1000000000001', '1E2'],
  ...['12345678901234567890', '0.1234567890123456', '0.30000000000000004', '5e-324', '1e5', '1.50'],
  ...['9007199254740993', '999999999999.999', '0.000000000000000000000000000001', '10000000000000'],
  ...['null', 'true', 'false', '0', '1', '-1', '13', '0.5', '""', '" "', '"a"', '"A"', '[]', '{}'],
  ...[
    '"\\ud800"',
    '"\\udc00x"',
    '"\\ud83d\\ude02"',
    '"\\u0000"',
    '"\\u0085"',
    '"a\\nb"',
    '"a\\rb"',
  ],
  ...['"\\u200b"', '"\\u00a0"', '"\\ufeffa"', '"__proto__"', '"constructor"', '"toString"', '"a "'],
  ...['"2016-13"', '"2016-04"', '"1899-12"', '"3000-01"', '"FY2016"', '"FY2016-Q5"', '"fy2016"'],
  ...['"2016-02-30"', '"2016-02-29"', '"2015-02-29T00:00:00.000Z"', '"2016-04-01T24:00:00.000Z"'],
  ...['"2016-04-01T09:00:99.000Z"', '"2016-04-01T09:00:00.000Z"', '"2016-04-01T09:00:00Z"'],
  ...[
    '"otherwise"',
    '"tolerance"',
    '"between"',
    '">="',
    '"measured"',
    '"not-measured"',
    '"target"',
  ],
  ...['{"absolute":1}', '{"percent":0}', '{"percent":1,"absolute":1}', '{"low":1,"high":2}'],
  ...['{"meets":"target"}', '{"meets":"target","under":{"percent":5}}', '{"clears":"detriment"}'],
  ...['{"meets":"target","within":"tolerance","under":{"percent":5}}', '{"beats":"target"}'],
  ...[
    '{"__proto__":null}',
    '{"__proto__":{"kpi":"1"}}',
    '{"constructor":1}',
    '{"a":1,"a":1}',
    '[{}]',
  ],
  ...['{"a":1,"\\u0061":2}', '{"01":1}', '{"1":1}', '{"10":1,"04":2}', '{"detriment":1}'],
  ...['"ContractRegistered"', '"NoteAdded"', '"RegisterContract"', '"AddNote"', '"RecordActual"'],
  ...[deep('[', ']', 63), deep('[', ']', 64), deep('{"a":', '}', 65), deep('[', ']', 3000)],
  ...[
    `"${'x'.repeat(64)}"`,
    `"${'x'.repeat(65)}"`,
    `"${'é'.repeat(4000)}"`,
    `"${'😂'.repeat(4001)}"`,
  ],
]

const oddKeys = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    'tolerence',
    'stored',
    '0',
    '04',
  ],
  ...[
    'kpi',
    'reason',
    'metadata',
    'text',
    'value',
    'levels',
    'profile',
    'type',
    'data',
    'contract',
  ],
  ...[
    'within',
    'under',
    'by',
    'published',
    'of',
    'actor',
    'occurredAt',
    'detriment',
    '\ud800',
    'é',
  ],
]

/** JSON as a tree that can say what an object cannot: keys twice, in order, and raw text. */
type Node = string | { readonly list: Array<Node> } | { readonly entries: Array<[string, Node]> }

const nodeOf = (json: unknown): Node => {
  if (Array.isArray(json)) return { list: json.map(nodeOf) }
  if (!isObject(json)) return JSON.stringify(json)
  return {
    entries: Object.entries(json).map(([key, value]) => [JSON.stringify(key), nodeOf(value)]),
  }
}

const write = (node: Node, gap: string): string => {
  if (typeof node === 'string') return node
  if ('list' in node) return `[${node.list.map((item) => write(item, gap)).join(`,${gap}`)}]`
  return `{${gap}${node.entries.map(([key, value]) => `${key}${gap}:${write(value, gap)}`).join(`,${gap}`)}}`
}

const containers = (node: Node): ReadonlyArray<Exclude<Node, string>> => {
  if (typeof node === 'string') return []
  const inner = 'list' in node ? node.list : node.entries.map(([, value]) => value)
  return [node, ...inner.flatMap(containers)]
}

const escapedKey = (key: string): string => {
  const [first = 'a', ...rest] = JSON.parse(key) as string
  return `"\\u${first.charCodeAt(0).toString(16).padStart(4, '0')}${rest.join('')}"`
}

/** Changes one place of a tree. */
const damage = (root: Node, random: Random): void => {
  const all = containers(root)
  const container = all[random(all.length)]
  if (container === undefined) return
  if ('list' in container) {
    const { list } = container
    const i = random(list.length + 1)
    const what = random(3)
    if (what === 0) list.splice(i, 0, pick(raw, random, '0'))
    else if (what === 1) list.splice(i, 1)
    else list.splice(i, 0, ...structuredClone(list.slice(i, i + 1)))
    return
  }
  const { entries } = container
  const i = random(entries.length)
  const entry = entries[i]
  const oddKey = JSON.stringify(pick(oddKeys, random, 'a'))
  if (entry === undefined) {
    entries.push([oddKey, pick(raw, random, '0')])
    return
  }
  switch (random(9)) {
    case 0:
    case 1:
    case 2:
      entry[1] = pick(raw, random, '0')
      return
    case 3:
      entries.splice(i, 1)
      return
    case 4:
      entry[0] = oddKey
      return
    case 5:
      entries.push([oddKey, pick(raw, random, '0')])
      return
    case 6: {
      const again = random(2) === 0 ? entry[0] : escapedKey(entry[0])
      entries.splice(random(entries.length + 1), 0, [
        again,
        random(2) === 0 ? structuredClone(entry[1]) : '0',
      ])
      return
    }
    case 7:
      entry[0] = escapedKey(entry[0])
      return
    default: {
      entries.splice(i, 1)
      const others = containers(root)
      const other = others[random(others.length)]
      if (other !== undefined && 'entries' in other) other.entries.push(entry)
    }
  }
}

/** Flips, drops, doubles and swaps characters. */
const garble = (line: string, random: Random): string => {
  const at = random(line.length)
  const length = 1 + random(4)
  switch (random(5)) {
    case 0:
      return (
        line.slice(0, at) +
        String.fromCharCode(line.charCodeAt(at) ^ (1 << random(8))) +
        line.slice(at + 1)
      )
    case 1:
      return line.slice(0, at) + line.slice(at + length)
    case 2:
      return line.slice(0, at) + line.slice(at, at + length) + line.slice(at)
    case 3:
      return (
        line.slice(0, at) +
        pick([...'{}[]",:\\0-.eE \n\t\u0000\ufeff\ud800é'], random, '') +
        line.slice(at)
      )
    default:
      return line.slice(0, at)
  }
}

const mutated = (line: string, random: Random): string => {
  const choice = random(10)
  if (choice < 3) return garble(line, random)
  const root = nodeOf(JSON.parse(line))
  for (let n = random(8) === 0 ? 3 : 1; n > 0; n--) damage(root, random)
  const whole = write(root, choice === 9 ? ' \n' : '')
  return choice === 8 ? garble(whole, random) : whole
}

const parsed = (json: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(json) }
  } catch {
    return null
  }
}

/** What is wrong with how a text was refused, if anything. */
const badRefusal = (line: string, faults: ReadonlyArray<Fault>): string | null => {
  if (faults.length === 0) return 'refused without a fault'
  if (faults.some(({ message }) => message.trim() === '')) return 'a fault says nothing'
  const json = parsed(line)
  if (json === null || !isObject(json.value)) return null
  return faults.some(({ path }) => path === '') ? 'a fault has no place' : null
}

const decode = decodeLine()

const historyBefore = (revision: number): History => foldHistory(pssp.slice(0, revision))

interface Outcome {
  readonly kind: 'refused' | 'decoded' | 'admitted'
  readonly wrong: string | null
}

const tryLine = (line: string, base: RecordedEvent): Outcome => {
  const decoded = decode(line)
  if (E.isLeft(decoded)) return { kind: 'refused', wrong: badRefusal(line, decoded.left.faults) }
  const json = parsed(line)?.value
  const again: unknown = JSON.parse(encodeLine(decoded.right))
  if (!isDeepStrictEqual(again, json)) return { kind: 'decoded', wrong: 'is encoded otherwise' }
  if (!event(json)) return { kind: 'decoded', wrong: 'was accepted' }
  if (!saysItOnce(line)) return { kind: 'decoded', wrong: 'was accepted, though it is ambiguous' }
  const admitted = admit(historyBefore(base.revision), decoded.right)
  if (E.isRight(admitted)) {
    const next = historySize(admitted.right) === base.revision + 1
    return { kind: 'admitted', wrong: next ? null : 'was counted wrongly' }
  }
  const silent = sentence(admitted.left).trim() === ''
  return { kind: 'decoded', wrong: silent ? 'is inadmissible for no reason' : null }
}

const settled = historyBefore(pssp.length)

const tryCommand = (line: string): Outcome => {
  const json = parseJson(line)
  if (E.isLeft(json)) return { kind: 'refused', wrong: badRefusal(line, json.left) }
  const decoded = decodeCommand(json.right)
  if (E.isLeft(decoded)) return { kind: 'refused', wrong: badRefusal(line, decoded.left.faults) }
  const again: unknown = JSON.parse(JSON.stringify(decoded.right))
  if (!isDeepStrictEqual(again, JSON.parse(line))) return { kind: 'decoded', wrong: 'was changed' }
  if (!command(json.right)) return { kind: 'decoded', wrong: 'was accepted' }
  if (!saysItOnce(line)) return { kind: 'decoded', wrong: 'was accepted, though it is ambiguous' }
  for (const history of [settled, emptyHistory()]) {
    const decided = decide(history, decoded.right)
    if (E.isLeft(decided)) {
      if (sentence(decided.left).trim() === '')
        return { kind: 'decoded', wrong: 'is refused for no reason' }
      continue
    }
    for (const { type, data } of decided.right) {
      const [required, optional] = dataFields[type] ?? [{}]
      if (!fields(required, optional)(data))
        return { kind: 'admitted', wrong: `gave a bad ${type}` }
    }
    return { kind: 'admitted', wrong: null }
  }
  return { kind: 'decoded', wrong: null }
}

const runAll = (
  count: number,
  seed: number,
  bases: ReadonlyArray<string>,
  attempt: (line: string, base: number) => Outcome,
) => {
  const seen = { refused: 0, decoded: 0, admitted: 0 }
  for (let i = 0; i < count; i++) {
    const random = randomFrom(seed + i)
    const base = i % bases.length
    const line = mutated(bases[base] ?? '', random)
    const say = (what: string): string => `seed ${seed} + ${i}: ${what}: ${line.slice(0, 3000)}`
    let outcome: Outcome
    try {
      outcome = attempt(line, base)
    } catch (error) {
      throw new Error(say('threw'), { cause: error })
    }
    if (outcome.wrong !== null) throw new Error(say(outcome.wrong))
    seen[outcome.kind]++
  }
  return seen
}

const lines = pssp.map(encodeLine)

const commandTypes = Object.entries(eventOf)
const commands = pssp.map(({ type, data, metadata: about }) =>
  JSON.stringify({
    type: commandTypes.find(([, gives]) => gives === type)?.[0],
    contract: 'pssp',
    ...data,
    ...(about === undefined ? {} : { metadata: { ...about, correlationId: pssp[0]?.id } }),
  }),
)

describe('the second reader', () => {
  it('accepts every good line and command', () => {
    for (const [i, line] of lines.entries()) {
      expect([line, event(JSON.parse(line)), saysItOnce(line)]).toEqual([line, true, true])
      expect(tryLine(line, pssp[i] as RecordedEvent)).toEqual({ kind: 'admitted', wrong: null })
    }
    for (const line of commands) {
      expect([line, command(JSON.parse(line)), saysItOnce(line)]).toEqual([line, true, true])
      expect(tryCommand(line)).toMatchObject({ wrong: null })
    }
  })

  it.each([
    ['{"a":1,"b":{"a":1}}', true],
    ['{"a":1,"b":2,"a":1}', false],
    ['{"a":{"b":1,"\\u0062":1}}', false],
    ['[1,1.0,100e-2,0,-1.50,1e21,true,null,"1e400"]', true],
    ['[1e400]', false],
    ['[0.1234567890123456789]', false],
    ['[1e-400]', false],
    [' { "a" : [ 1 , 2 ] , "b" : { } } ', true],
  ])('sees what is ambiguous: %s', (json, once) => {
    expect(saysItOnce(json)).toBe(once)
  })
})

describe('damaged input', () => {
  it(`${LINES} lines are refused with reasons, or accepted as what they say`, () => {
    const seen = runAll(LINES, SEED, lines, (line, base) =>
      tryLine(line, pssp[base] as RecordedEvent),
    )
    expect(seen.refused).toBeGreaterThan(LINES / 2)
    expect(seen.decoded).toBeGreaterThan(LINES / 100)
    expect(seen.admitted).toBeGreaterThan(LINES / 100)
  })

  it(`${COMMANDS} commands are refused with reasons, or accepted as what they say`, () => {
    const seen = runAll(COMMANDS, SEED, commands, tryCommand)
    expect(seen.refused).toBeGreaterThan(COMMANDS / 2)
    expect(seen.decoded).toBeGreaterThan(COMMANDS / 100)
    expect(seen.admitted).toBeGreaterThan(COMMANDS / 200)
  })

  const TEN_MB = 10_000_000
  const line = lines[9] ?? ''
  const huge: ReadonlyArray<readonly [string, () => string]> = [
    ['text', () => line.replace('Line one', 'x'.repeat(TEN_MB))],
    ['text of escapes', () => line.replace('Line one', '\\ud800'.repeat(TEN_MB / 6))],
    ['text of emoji', () => line.replace('Line one', '😂'.repeat(TEN_MB / 2))],
    ['a key', () => line.replace('"text"', `"${'x'.repeat(TEN_MB)}"`)],
    ['an odd key', () => line.replace('"text"', `"${'é '.repeat(TEN_MB / 2)}"`)],
    ['a type', () => line.replace('NoteAdded', 'NoteAdded'.repeat(TEN_MB / 9))],
    ['an id', () => line.replace('0000', '0'.repeat(TEN_MB))],
    ['a number', () => line.replace('"revision":9', `"revision":${'9'.repeat(TEN_MB)}`)],
    [
      'a number with many places',
      () => line.replace('"version":1', `"version":1.${'3'.repeat(TEN_MB)}`),
    ],
    ['nested lists', () => line.replace('"version":1', `"version":${deep('[', ']', 1_000_000)}`)],
    [
      'nested objects',
      () => line.replace('"version":1', `"version":${deep('{"a":', '}', 1_000_000)}`),
    ],
    ['lists that do not end', () => '['.repeat(TEN_MB)],
    ['a long list', () => line.replace('"version":1', `"version":[${'0,'.repeat(TEN_MB / 2)}0]`)],
    ['blanks', () => line.replace('"version":1', `"version":${' '.repeat(TEN_MB)}2`)],
    ['backslashes', () => line.replace('Line one', '\\\\'.repeat(TEN_MB / 2))],
    ['no JSON', () => 'x'.repeat(TEN_MB)],
  ]
  it.each(huge)('of 10 MB is refused with a reason: %s', (_, make) => {
    const base = pssp[9] as RecordedEvent
    expect(tryLine(make(), base)).toEqual({ kind: 'refused', wrong: null })
    expect(tryCommand(make())).toMatchObject({ kind: 'refused' })
  })

  it('of 10 MB with a hundred thousand unknown fields names them all', () => {
    const unknown = Array.from({ length: 100_000 }, (_, n) => `"field ${n}":${'0'.padStart(80)}`)
    const many = line.replace('"version"', `${unknown.join()},"version"`)
    const decoded = decode(many)
    expect(E.isLeft(decoded) ? decoded.left.faults : []).toHaveLength(100_000)
  })
})
