import * as core from '@kpi-ledger/core'
import * as proofs from '@kpi-ledger/core/proofs'
import {
  anyText,
  boolean,
  integer,
  KPIReference,
  literal,
  number,
  record,
  Text,
} from '@kpi-ledger/core/unstable'
import fc from 'fast-check'
import { drawnUntil } from '../../../../scripts/jest/drawn-until'
import { branchesLeft } from './branches.spec'
import { arbitraryOf } from './from-codec'

/**
 * How many values it takes for the rarest branch of the largest codec to come up, whatever the
 * seed.
 */
const SAMPLES = 1000
/** The number of values after which a branch that has not come up counts as unreachable. */
const MOST = 50 * SAMPLES

const isCodec = (u: unknown): u is core.Codec<unknown> =>
  typeof u === 'object' && u !== null && 'schema' in u

const exported = Object.entries<unknown>({ ...core, ...proofs }).flatMap(([name, codec]) =>
  isCodec(codec) ? [[name, codec] as const] : [],
)

/** The same values whatever the seed of the run: what must be among them is not left to luck. */
const drawn = <A>(codec: core.Codec<A>): ReadonlyArray<A> =>
  fc.sample(arbitraryOf(codec), { numRuns: SAMPLES, seed: 2016 })

describe('the values of a codec', () => {
  it.each(exported)('%s are accepted, and every branch of it comes up', (_, codec) => {
    let left = branchesLeft(codec, [])
    const values = drawnUntil(arbitraryOf(codec), MOST, (drawn) => {
      const still = new Set(branchesLeft(codec, drawn))
      left = left.filter((branch) => still.has(branch))
      return left.length === 0
    })
    expect(values.filter((value) => !codec.is(value))).toEqual([])
    expect(left).toEqual([])
  })

  it('are counted by branch', () => {
    const branch = 'a margin such as {"absolute": 1} or {"percent": 5}: with'
    expect(branchesLeft(core.Margin, [])).toEqual([`${branch} absolute`, `${branch} percent`])
    expect(branchesLeft(core.Margin, [{ absolute: 1 }])).toEqual([`${branch} percent`])
  })

  it('are tested for every exported codec', () => {
    expect(exported.map(([name]) => name)).toEqual(
      expect.arrayContaining(['Command', 'Digest', 'Event', 'Metadata', 'Scheme', 'Target']),
    )
  })

  it.each([
    ['any text', anyText],
    ['a flag', boolean],
    ['a word', literal('word')],
    ['a dictionary', record('a dictionary', anyText, integer('a digit', 0, 9))],
    [
      'narrow limits',
      number({ name: 'n', test: (n) => n > 0.5 && n < 0.6, minimum: 0.5, maximum: 0.6 }),
    ],
  ] as ReadonlyArray<[string, core.Codec<unknown>]>)('%s are accepted', (_, codec) => {
    fc.assert(fc.property(arbitraryOf(codec), (value) => codec.is(value)))
  })

  it('are texts up to the longest allowed, with blanks and characters beyond the basic plane', () => {
    const lengths = drawn(KPIReference).map((text) => [...text].length)
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([1, 64])
    const texts = drawn(Text).join('')
    for (const character of ['\n', '\t', '\u2028', '\ufeff', '𝔸', '"', '\\'])
      expect(texts).toContain(character)
  })

  it('are whole numbers up to both limits', () => {
    const digits = new Set(drawn(integer('a digit', 0, 9)))
    expect([...digits].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('are figures short and long, large and small, on both sides of 0', () => {
    const figures = drawn(core.Outcome).flatMap((outcome) =>
      outcome.kind === 'measured' ? [outcome.value] : [],
    )
    const some = (test: (n: number) => boolean): boolean => figures.some(test)
    expect(some((n) => Math.abs(n) > 1e11)).toBe(true)
    expect(some((n) => n !== 0 && Math.abs(n) < 1e-3)).toBe(true)
    expect(some((n) => n < 0) && some((n) => n > 0)).toBe(true)
    expect(some((n) => n.toExponential().length > 16) && some((n) => n % 0.5 === 0)).toBe(true)
  })
})
