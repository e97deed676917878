import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { arbitraryOf } from '@kpi-ledger/testing'
import { Ajv2020 } from 'ajv/dist/2020'
import fc from 'fast-check'
import { Command } from '../contract/command.codec'
import { Event } from '../events/event.codec'
import { change, changed } from './changes.spec'
import type { Codec } from './codec'
import { jsonSchemaOf } from './json-schema'

const ajv = new Ajv2020({ strict: true })

type Test = (u: unknown) => boolean

const anywhere =
  (test: Test): Test =>
  (u) =>
    test(u) ||
    (typeof u === 'object' &&
      u !== null &&
      Object.entries(u).some(([key, value]) => test(key) || anywhere(test)(value)))

const depthOf = (u: unknown): number =>
  typeof u === 'object' && u !== null ? 1 + Math.max(0, ...Object.values(u).map(depthOf)) : 0

const partsOf = (u: unknown): { readonly metadata: unknown; readonly others: unknown } => {
  if (typeof u !== 'object' || u === null || !('metadata' in u))
    return { metadata: undefined, others: u }
  const { metadata, ...others } = u
  return { metadata, others }
}

/** The digits of the shortest decimal that reads as a number. */
const digitsOf = (n: number): number => n.toExponential().replace(/e.*|\D/g, '').length

/** What JSON Schema has no words for, by name; codecs refuse it. */
const unsaid: Readonly<Record<string, Test>> = {
  'a figure of more than 15 significant digits': (u) =>
    anywhere((n) => typeof n === 'number' && !Number.isInteger(n) && digitsOf(n) > 15)(
      partsOf(u).others,
    ),
  '-0': anywhere((n) => Object.is(n, -0)),
  'a lone surrogate in metadata': anywhere((s) => typeof s === 'string' && !s.isWellFormed()),
  'metadata nested more than 64 deep': (u) => depthOf(partsOf(u).metadata) > 65,
}

const reasonsOf = (u: unknown): ReadonlyArray<string> =>
  Object.keys(unsaid).filter((reason) => unsaid[reason]?.(u))

describe.each([
  ['commands', Command as Codec<unknown>],
  ['events', Event as Codec<unknown>],
])('the JSON Schema of %s', (_, codec) => {
  const accepts = ajv.compile(jsonSchemaOf(codec))
  const counts = { accepted: 0, refused: 0, unsaid: 0 }

  const agreesOn: Test = (u) => {
    const bySchema = accepts(u)
    const said = reasonsOf(u).length === 0
    counts[bySchema ? (said ? 'accepted' : 'unsaid') : 'refused']++
    return codec.is(u) === (bySchema && said)
  }

  it('accepts what the codec accepts, save what it cannot say, in 5,000 values', () => {
    fc.assert(
      fc.property(
        arbitraryOf(codec),
        change,
        (value, one) => agreesOn(value) && agreesOn(changed(value, one)),
      ),
      { numRuns: 2500 },
    )
    expect(counts.accepted).toBeGreaterThan(2500)
    expect(counts.refused).toBeGreaterThan(1000)
    expect(counts.unsaid).toBeGreaterThan(0)
  })
})

describe('what JSON Schema cannot say', () => {
  const accepts = ajv.compile(jsonSchemaOf(Command))
  const command = {
    type: 'RecordActual',
    contract: 'parks',
    kpi: 'P1',
    period: '2016-05',
    outcome: { kind: 'measured', value: 93.5 },
  }
  const measured = (value: number) => ({ ...command, outcome: { kind: 'measured', value } })
  const sourced = (source: unknown) => ({ ...command, metadata: { source } })

  const nested = (depth: number): unknown => (depth === 0 ? 'bottom' : [nested(depth - 1)])

  /** For each reason a command that both accept, and one that only the codec refuses. */
  const examples: Readonly<Record<string, readonly [good: object, bad: object]>> = {
    'a figure of more than 15 significant digits': [
      measured(0.123456789012345),
      measured(0.1234567890123456),
    ],
    '-0': [measured(0), measured(-0)],
    'a lone surrogate in metadata': [sourced('\ud83d\ude02'), sourced({ a: ['\ud83d'] })],
    'metadata nested more than 64 deep': [sourced(nested(64)), sourced(nested(65))],
  }

  it('has an example each, which a codec refuses and a schema accepts', () => {
    expect(Object.keys(examples)).toEqual(Object.keys(unsaid))
  })

  it.each(Object.entries(examples))('%s', (reason, [good, bad]) => {
    expect([Command.is(good), accepts(good), reasonsOf(good)]).toEqual([true, true, []])
    expect([Command.is(bad), accepts(bad), reasonsOf(bad)]).toEqual([false, true, [reason]])
  })

  it('stands in the wire format', () => {
    const page = readFileSync(join(__dirname, '../../../../docs/wire-format.md'), 'utf8')
    const [, section = ''] = page.split('## JSON Schemas\n')
    const listed = [...(section.split('\n## ')[0] ?? '').matchAll(/^- (.*)$/gm)]
    expect(listed.map(([, reason]) => reason)).toEqual(Object.keys(unsaid))
  })
})
