import { isDeepStrictEqual } from 'node:util'
import {
  decide,
  decodeCommand,
  decodeLine,
  describe as sentence,
  encodeLine,
  foldHistory,
  type Fault,
  type History,
  type RecordedEvent,
} from '@kpi-ledger/core'
import { admit, emptyHistory, historySize, parseJson } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { pssp } from '../fixture.spec'
import { command, dataOf, event, eventOf, isObject, saysItOnce } from './second-reader.spec'

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

export const deep = (open: string, close: string, levels: number): string =>
  `${open.repeat(levels)}0${close.repeat(levels)}`

/** Values as text, including what JSON.stringify would never write. */
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

/** JSON as a tree that can express what an object cannot: duplicate keys, their order, and raw text. */
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

/** Flips, drops, duplicates and swaps characters. */
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

/** The refusal of nesting, before anything is parsed, by the character at which it is too deep. */
const TOO_DEEP = /^nested more than \d+ deep at character \d+$/

/** What is wrong with how a text was refused, if anything. */
const badRefusal = (line: string, faults: ReadonlyArray<Fault>): string | null => {
  if (faults.length === 0) return 'refused without a fault'
  if (faults.some(({ message }) => message.trim() === '')) return 'a fault says nothing'
  const json = parsed(line)
  if (json === null || !isObject(json.value)) return null
  const isPlaced = ({ path, message }: Fault): boolean => path !== '' || TOO_DEEP.test(message)
  return faults.every(isPlaced) ? null : 'a fault has no place'
}

export const decode = decodeLine()

const historyBefore = (revision: number): History => foldHistory(pssp.slice(0, revision))

interface Outcome {
  readonly kind: 'refused' | 'decoded' | 'admitted'
  readonly wrong: string | null
}

export const tryLine = (line: string, base: RecordedEvent): Outcome => {
  const decoded = decode(line)
  if (E.isLeft(decoded)) return { kind: 'refused', wrong: badRefusal(line, decoded.left.faults) }
  const json = parsed(line)?.value
  const again: unknown = JSON.parse(encodeLine(decoded.right))
  if (!isDeepStrictEqual(again, json)) return { kind: 'decoded', wrong: 'is encoded differently' }
  if (!event(json)) return { kind: 'decoded', wrong: 'was accepted' }
  if (!saysItOnce(line)) return { kind: 'decoded', wrong: 'was accepted, though it is ambiguous' }
  const admitted = admit(historyBefore(base.revision), decoded.right)
  if (E.isRight(admitted)) {
    const next = historySize(admitted.right) === base.revision + 1
    return { kind: 'admitted', wrong: next ? null : 'was counted wrongly' }
  }
  const silent = sentence(admitted.left).trim() === ''
  return { kind: 'decoded', wrong: silent ? 'is refused for no reason after decoding' : null }
}

const settled = historyBefore(pssp.length)

export const tryCommand = (line: string): Outcome => {
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
    const { type, data } = decided.right
    return { kind: 'admitted', wrong: dataOf(type, data) ? null : `gave a bad ${type}` }
  }
  return { kind: 'decoded', wrong: null }
}

/** Damages good lines many times, reproducibly for the same seed. */
const tryDamaged = (
  count: number,
  bases: ReadonlyArray<string>,
  attempt: (line: string, base: number) => Outcome,
) => {
  const [seed = 0] = fc.sample(fc.nat(), 1)
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

export const lines = pssp.map(encodeLine)

const commandTypes = Object.entries(eventOf)
export const commands = pssp.flatMap(({ type, data, metadata: about }) => {
  const command = commandTypes.find(([, gives]) => gives === type)?.[0]
  // Only publish makes a publication.
  if (command === undefined) return []
  return JSON.stringify({
    type: command,
    contract: 'pssp',
    ...data,
    ...(about === undefined ? {} : { metadata: { ...about, correlationId: pssp[0]?.id } }),
  })
})

export const tryDamagedLines = (count: number) =>
  tryDamaged(count, lines, (line, base) => tryLine(line, pssp[base] as RecordedEvent))

export const tryDamagedCommands = (count: number) => tryDamaged(count, commands, tryCommand)
