import {
  decodeEvent,
  formatPeriod,
  Outcome,
  parsePeriod,
  Scheme,
  schemeFaults,
  Target,
  targetFaults,
} from '@kpi-ledger/core'
import { admit, definitions, emptyHistory, eventTypes } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { drawnUntil } from '../../../../scripts/jest/drawn-until'
import { arbitraryLedger } from './ledger'
import { arbitraryOutcome } from './outcome'
import { arbitraryMonth, arbitraryPeriod } from './period'
import { arbitraryScheme } from './scheme'
import { arbitraryTarget } from './target'

/**
 * Draws enough values from an arbitrary for every kind to come up, the same ones whatever the seed of the
 * run.
 */
const drawn = <A>(arbitrary: fc.Arbitrary<A>): ReadonlyArray<A> =>
  fc.sample(arbitrary, { numRuns: 300, seed: 2016 })

test('a period can be written and read back (M1), and every kind comes up', () => {
  fc.assert(
    fc.property(arbitraryPeriod(), (period) => {
      expect(parsePeriod(formatPeriod(period))).toEqual(E.right(period))
    }),
  )
  expect(new Set(drawn(arbitraryPeriod()).map(({ kind }) => kind)).size).toBe(4)
})

test('a month is within the years asked for, both included', () => {
  const years = drawn(arbitraryMonth({ from: 2016, to: 2017 })).map(({ year }) => year)
  expect(new Set(years)).toEqual(new Set([2016, 2017]))
})

test('an outcome is accepted by its codec (M17, M18), and both kinds come up', () => {
  fc.assert(fc.property(arbitraryOutcome(), (outcome) => Outcome.is(outcome)))
  expect(new Set(drawn(arbitraryOutcome()).map(({ kind }) => kind)).size).toBe(2)
})

test('a scheme can rate (M11, M13)', () => {
  fc.assert(
    fc.property(arbitraryScheme(), (scheme) => {
      expect(Scheme.is(scheme)).toBe(true)
      expect(schemeFaults(scheme)).toEqual([])
    }),
  )
})

describe('a target', () => {
  const cases = arbitraryScheme().chain((scheme) =>
    fc.record({ scheme: fc.constant(scheme), target: arbitraryTarget(scheme) }),
  )

  test('can be rated by its scheme (M9 to M14)', () => {
    fc.assert(
      fc.property(cases, ({ scheme, target }) => {
        expect(Target.is(target)).toBe(true)
        expect(targetFaults(scheme, target)).toEqual([])
      }),
    )
  })

  test('comes with every comparator, with tolerance, levels and profile', () => {
    const targets = drawn(cases).map(({ target }) => target)
    expect(new Set(targets.map(({ comparator }) => comparator)).size).toBe(5)
    for (const field of ['tolerance', 'levels', 'profile'])
      expect(targets.some((target) => field in target)).toBe(true)
  })
})

describe('a ledger', () => {
  test('is accepted by an import, event by event', () => {
    fc.assert(
      fc.property(arbitraryLedger(), (events) => {
        let state = emptyHistory()
        for (const event of events) {
          expect(decodeEvent(event)).toEqual(E.right(event))
          const admitted = admit(state, event)
          if (E.isLeft(admitted)) throw new Error(JSON.stringify(admitted.left))
          state = admitted.right
        }
      }),
    )
  })

  test('brings up every kind of event except publications', () => {
    const expected = eventTypes.filter((type) => definitions[type].kind !== 'publication')
    const types = new Set<string>()
    drawnUntil(arbitraryLedger(), 20_000, (ledgers) => {
      for (const { type } of ledgers.flat()) types.add(type)
      return types.size >= expected.length
    })
    expect(types).toEqual(new Set(expected))
  })

  test('has the contract asked for, and is no longer than asked for', () => {
    fc.assert(
      fc.property(arbitraryLedger({ contract: 'ict', maxCommands: 0 }), (events) => {
        expect(new Set(events.map(({ stream }) => stream))).toEqual(new Set(['kpiContract-ict']))
        expect(events.length).toBeLessThanOrEqual(7)
      }),
    )
  })
})
