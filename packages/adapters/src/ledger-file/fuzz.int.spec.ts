import {
  admit,
  decide,
  decodeCommand,
  decodeLine,
  encodeLine,
  initialState,
  parseJson,
  type ContractState,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

const ledger = join(__dirname, '../../../../examples/peterborough-2016/ledger.ndjson')
const lines = readFileSync(ledger, 'utf8').trimEnd().split('\n')
const SEED = 20160401
const MUTATIONS = 60_000

const pieces = [
  ...['-0', '1e400', '1e-400', '0.12345678901234567', '1e12', '1000000000001', 'NaN', 'null', '""'],
  ...['"__proto__"', '"\\ud800"', '{"__proto__":{}}', '[]', '{}', 'true', '-1', '9007199254740993'],
  ...[
    '"\\u0000"',
    '" "',
    '"2016-13"',
    '"FY2016"',
    '"constructor"',
    '['.repeat(200) + ']'.repeat(200),
  ],
  '{"a":'.repeat(80) + '1' + '}'.repeat(80),
]

/** Puts something else where a JSON value or key stood, or damages the text itself. */
const mutate = (line: string, random: () => number, pick: (n: number) => number): string => {
  const at = pick(line.length)
  switch (pick(8)) {
    case 0:
      return line.slice(0, at) + String.fromCharCode(pick(256)) + line.slice(at + 1)
    case 1:
      return line.slice(0, at) + line.slice(at + 1 + pick(6))
    case 2:
      return line.slice(0, at)
    case 3: {
      const fields = line.match(/"[A-Za-z]+":/g) ?? []
      const field = fields[pick(fields.length)] ?? ''
      return line.replace(field, `${field}${pieces[pick(pieces.length)] ?? ''},${field}`)
    }
    case 4:
      return line.replace(/("[A-Za-z]+"):/g, (key) => (random() < 0.1 ? '"tolerence":' : key))
    case 5:
      return line.replace(/:("[^"]*"|[\d.]+)/g, (value) =>
        random() < 0.15 ? `:${pieces[pick(pieces.length)] ?? ''}` : value,
      )
    case 6:
      return line.replace(/"[A-Za-z]+":("[^"]*"|[\d.]+),?/g, (field) =>
        random() < 0.1 ? '' : field,
      )
    default:
      return line.replace(/"([^"\\]*)":/g, (key, name: string) =>
        random() < 0.1
          ? `"\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}":`
          : key,
      )
  }
}

const decode = decodeLine()

/** The rules of the envelope once more, by hand, and blind to the codecs. */
const looksLikeAnEvent = (json: unknown): boolean => {
  const event = json as Record<string, unknown>
  const known = ['data', 'id', 'metadata', 'recordedAt', 'revision', 'stream', 'type', 'version']
  const keys = Object.keys(event).sort()
  const allowed: Record<string, string> = {
    ContractRegistered: 'authority contract supplier title yearStart',
    RegimeAdopted: 'effectiveFrom regime scheme title',
    KPIDefined:
      'accumulation decimals description effectiveFrom frequency kpi ratedTo regime serviceArea succeeds target unit',
    TargetRevised: 'effectiveFrom kpi reason regime target',
    KPIRetired: 'effectiveFrom kpi reason regime',
    ActualRecorded: 'kpi outcome period',
    ActualCorrected: 'kpi outcome period reason',
    NoteAdded: 'kpi period text',
    ScorecardPublished: 'period regime root scorecardDigest size',
  }
  const fields = (allowed[String(event['type'])] ?? '').split(' ')
  const sound = (u: unknown, depth = 0): boolean => {
    if (depth > 70) return false
    if (typeof u === 'number') return Number.isFinite(u) && !Object.is(u, -0)
    if (typeof u === 'string') return u.isWellFormed()
    if (typeof u !== 'object' || u === null) return true
    return Object.values(u).every((each) => sound(each, depth + 1))
  }
  return (
    keys.every((key) => known.includes(key)) &&
    known.filter((key) => key !== 'metadata').every((key) => keys.includes(key)) &&
    /^[0-9a-f-]{36}$/.test(String(event['id'])) &&
    String(event['stream']).startsWith('kpiContract-') &&
    Number.isSafeInteger(event['revision']) &&
    event['version'] === 1 &&
    !Number.isNaN(Date.parse(String(event['recordedAt']))) &&
    Object.keys(event['data'] as object).every((key) => fields.includes(key)) &&
    sound(event)
  )
}

const seeded = () => {
  const source = fc.sample(
    fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
    {
      seed: SEED,
      numRuns: 1,
    },
  )[0]
  const random = (): number => {
    const next = source?.next()
    return next?.done === false ? next.value : 0
  }
  return { random, pick: (n: number): number => Math.floor(random() * n) }
}

describe(`${String(2 * MUTATIONS)} damaged lines and commands`, () => {
  it('lines give an error with a message, or an event that is sound', () => {
    const { random, pick } = seeded()
    const outcomes = { accepted: 0, refused: 0 }
    for (let i = 0; i < MUTATIONS; i++) {
      const line = lines[i % lines.length] ?? ''
      const damaged = mutate(line, random, pick)
      const event = decode(damaged)
      if (E.isLeft(event)) {
        outcomes.refused++
        if (!event.left.faults.every(({ message }) => message !== '')) throw new Error(damaged)
        if (event.left.faults.length === 0) throw new Error(damaged)
        continue
      }
      outcomes.accepted++
      const json: unknown = JSON.parse(damaged)
      if (!looksLikeAnEvent(json)) throw new Error(`wrongly accepted: ${damaged}`)
      if (!isDeepStrictEqual(JSON.parse(encodeLine(event.right)), json)) throw new Error(damaged)
      admit(initialState(), event.right)
    }
    expect(outcomes.refused).toBeGreaterThan(MUTATIONS / 2)
    expect(outcomes.accepted).toBeGreaterThan(MUTATIONS / 100)
  })

  it('commands give an error with a message, or are decided', () => {
    const { random, pick } = seeded()
    const state: ContractState = lines
      .map((line) => decode(line))
      .flatMap((event) => (E.isRight(event) ? [event.right] : []))
      .filter(({ stream }) => stream === 'kpiContract-pssp')
      .reduce((before, event) => {
        const next = admit(before, event)
        return E.isRight(next) ? next.right : before
      }, initialState())
    expect(state.size).toBe(78)
    const types: Record<string, string> = {
      ContractRegistered: 'RegisterContract',
      RegimeAdopted: 'AdoptRegime',
      KPIDefined: 'DefineKPI',
      TargetRevised: 'ReviseTarget',
      ActualRecorded: 'RecordActual',
      NoteAdded: 'AddNote',
    }
    const commands = lines.map((line) => {
      const event = JSON.parse(line) as { type: string; data: object }
      return JSON.stringify({ contract: 'pssp', ...event.data, type: types[event.type] })
    })
    expect(commands.filter((text) => E.isLeft(decodeCommand(JSON.parse(text))))).toEqual([])
    let decided = 0
    for (let i = 0; i < MUTATIONS; i++) {
      const damaged = mutate(commands[i % commands.length] ?? '', random, pick)
      const json = parseJson(damaged)
      const command = E.isRight(json) ? decodeCommand(json.right) : null
      if (command === null) continue
      if (E.isRight(command)) {
        decide(state, command.right)
        decided++
      } else if (!command.left.faults.every(({ message }) => message !== ''))
        throw new Error(damaged)
    }
    expect(decided).toBeGreaterThan(MUTATIONS / 100)
  })

  it('huge strings are refused by name, nested ones too', () => {
    const huge = 'x'.repeat(10_000_000)
    const line = lines.at(-1) ?? ''
    const event = JSON.parse(line) as { data: object }
    for (const data of [{ text: huge }, { [huge]: 1 }, { text: '\ud800'.repeat(1_000_000) }]) {
      const decoded = decode(JSON.stringify({ ...event, data: { ...event.data, ...data } }))
      expect(E.isLeft(decoded) && decoded.left.faults[0]?.path.startsWith('data')).toBe(true)
    }
  })
})
