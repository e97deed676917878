import { memoryCheckpoints, memoryStore } from '@kpi-ledger/adapters'
import { foldHistory, streamOf, type RecordedEvent } from '@kpi-ledger/core'
import { arbitraryLedger } from '@kpi-ledger/testing'
import fc from 'fast-check'
import { actual, adopted, defined, noted, period, recorded, registered } from '../fixture.spec'
import { asAt, now, type AsAt } from '../history/as-at'
import { scorecard, type ScorecardQuery } from '../scorecard/scorecard'
import { tracker, type TrackerQuery } from '../tracker/tracker'
import type { Emission } from './emission'
import { append, appendAll, isCaughtUp, settle, emitted } from './fixture.spec'
import { liveScorecard } from './live-scorecard'
import { liveTracker } from './live-tracker'
import { runs } from '../../../../scripts/jest/runs'

const statesIn = <S>(emissions: ReadonlyArray<Emission<S>>): ReadonlyArray<S> =>
  emissions.flatMap((each) => (each.kind === 'state' ? [each.state] : []))

const limits = (events: ReadonlyArray<RecordedEvent>): fc.Arbitrary<AsAt> => {
  const instants = fc.option(fc.constantFrom(...events.map(({ recordedAt }) => recordedAt)))
  const revisions = fc.option(fc.nat(events.length + 2))
  return fc.record({ facts: instants, rules: instants, revision: revisions })
}

const withLimits = arbitraryLedger().chain((events) =>
  fc.tuple(fc.constant(events), fc.oneof(fc.constant(now), limits(events))),
)

const periods = ['2015-06', '2016-03', '2016-04', 'FY2015-Q4', 'FY2015'].map(period)
const cards: fc.Arbitrary<Omit<ScorecardQuery, 'asAt'>> = fc.record(
  {
    periods: fc.subarray(periods),
    regime: fc.constantFrom('first', 'second', 'none'),
  },
  { requiredKeys: ['periods'] },
)
const years: fc.Arbitrary<Omit<TrackerQuery, 'asAt'>> = fc.record(
  {
    kpi: fc.constantFrom('1', '2', 'R&B-K-001', 'C'),
    financialYear: fc.constant({ kind: 'financial-year' as const, financialYear: 2015 }),
    regime: fc.constantFrom('first', 'second'),
  },
  { requiredKeys: ['kpi', 'financialYear'] },
)

const every = { emit: 'every-event' } as const

it('a scorecard equals, after each event, one drawn from scratch (M20, M21)', async () => {
  await fc.assert(
    fc.asyncProperty(withLimits, cards, async ([events, limit], card) => {
      const store = memoryStore()
      await appendAll(store, events)
      const query = { ...card, asAt: limit }
      const source = liveScorecard(store, 'pssp', query, every)
      expect(statesIn(await emitted(source, isCaughtUp))).toEqual(
        events.map((_, n) => scorecard(foldHistory(events.slice(0, n + 1)), query)),
      )
    }),
    { numRuns: runs(60) },
  )
})

it('a tracker equals, after each event, one drawn from scratch (M20, M24)', async () => {
  await fc.assert(
    fc.asyncProperty(withLimits, years, async ([events, limit], year) => {
      const store = memoryStore()
      await appendAll(store, events)
      const query = { ...year, asAt: limit }
      const source = liveTracker(store, 'pssp', query, every)
      expect(statesIn(await emitted(source, isCaughtUp))).toEqual(
        events.map((_, n) => tracker(foldHistory(events.slice(0, n + 1)), query)),
      )
    }),
    { numRuns: runs(60) },
  )
})

it('settled answers end with the same one when resumed from a checkpoint at any point', async () => {
  const cut = arbitraryLedger().chain((events) =>
    fc.tuple(fc.constant(events), fc.nat(events.length)),
  )
  await fc.assert(
    fc.asyncProperty(cut, cards, async ([events, n], query) => {
      const store = memoryStore()
      const resume = { checkpoints: memoryCheckpoints() }
      await appendAll(store, events.slice(0, n))
      await emitted(liveScorecard(store, 'pssp', query, { resume }), isCaughtUp)
      await appendAll(store, events.slice(n))
      const states = statesIn(
        await emitted(liveScorecard(store, 'pssp', query, { resume }), isCaughtUp),
      )
      expect(states).toEqual([scorecard(foldHistory(events), query)])
    }),
    { numRuns: runs(60) },
  )
})

const setUp = recorded([
  registered,
  adopted('r', '2016-04'),
  defined('K', 'r', '2016-04'),
  defined('L', 'r', '2016-04'),
])

/**
 * The states emitted live for events that are recorded one after another, once everything is set
 * up.
 */
const afterEach = async (
  query: ScorecardQuery,
  later: ReadonlyArray<Parameters<typeof recorded>[0][number]>,
): Promise<ReadonlyArray<unknown>> => {
  const store = memoryStore()
  const all = recorded([...setUp, ...later].map(({ type, data }) => ({ type, data }) as never))
  await appendAll(store, all.slice(0, setUp.length))
  const states: Array<unknown> = []
  const subscription = liveScorecard(store, 'c', query).subscribe((emission) => {
    if (emission.kind === 'state') states.push(emission.state)
  })
  await settle()
  for (const event of all.slice(setUp.length)) {
    await appendAll(store, [event])
    await settle()
  }
  subscription.unsubscribe()
  expect(states).toHaveLength(1 + later.length)
  expect(states.at(-1)).toEqual(scorecard(foldHistory(all), query))
  return states
}

/** For each state but the first, whether it is a different object from the one before. */
const changes = (states: ReadonlyArray<unknown>): ReadonlyArray<boolean> =>
  states.slice(1).map((state, i) => state !== states[i])

it('is not drawn again for events that cannot change it', async () => {
  const april = { periods: [period('2016-04')] }
  const later = [
    actual('K', '2016-05', 95),
    noted('2016-05', 'another month'),
    actual('K', '2016-04', 95),
    noted('2016-04', 'this month'),
    adopted('s', '2017-04'),
  ]
  expect(changes(await afterEach(april, later))).toEqual([false, false, true, true, true])
  const past = { ...april, asAt: asAt('2016-06-04T00:00:00.000Z') }
  expect(changes(await afterEach(past, later))).toEqual([false, false, false, false, false])
})

it('M3 is drawn again for the actual of a quarter that ends with its month', async () => {
  const june = { periods: [period('2016-06')] }
  const later = [actual('K', 'FY2016-Q1', 95), actual('K', 'FY2016-Q2', 95)]
  expect(changes(await afterEach(june, later))).toEqual([true, false])
})

it('is of its own contract only', async () => {
  const store = memoryStore()
  await appendAll(store, setUp)
  await append(store, 500, 3, streamOf('other'))
  const query = { periods: [period('2016-04')] }
  const emissions = await emitted(liveScorecard(store, 'c', query, every), isCaughtUp)
  expect(statesIn(emissions)).toHaveLength(setUp.length)
  const [unknown] = statesIn(await emitted(liveScorecard(store, 'nobody', query), isCaughtUp))
  expect(unknown).toMatchObject({ left: { _tag: 'NoSuchContract' } })
})
