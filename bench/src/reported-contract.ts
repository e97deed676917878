import type { RecordedEvent } from '@kpi-ledger/core'
import { digestAt, merkleLog } from '@kpi-ledger/core/proofs'
import { formatMonth, monthAt } from '@kpi-ledger/core/unstable'
import { foldHistory, publish } from '@kpi-ledger/projections'
import { psspScheme, recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'

const CONTRACT = 'reported'
const KPIS = Array.from({ length: 40 }, (_, i) => `K-${i + 1}`)
const FIRST_YEAR = 2014
const YEARS = 3

const monthOf = (n: number) => monthAt(FIRST_YEAR * 12 + 3 + n)

const withPoints = {
  ...psspScheme,
  repeat: { within: 2, factor: 2 },
  bands: psspScheme.bands.map((band) => ('not-met' === band.code ? { ...band, points: 2 } : band)),
}

const regimeFrom = (regime: string, effectiveFrom: string, value: number): Array<EventFixture> => [
  { type: 'RegimeAdopted', data: { regime, title: regime, effectiveFrom, scheme: withPoints } },
  ...KPIS.map((kpi, i): EventFixture => ({
    type: 'KPIDefined',
    data: {
      ...{ regime, kpi, description: kpi, serviceArea: `Area ${i % 5}`, unit: 'percent' },
      ...{ frequency: 'monthly', effectiveFrom, aggregation: 'mean' },
      target: { comparator: '>=', value, tolerance: { percent: 5 } },
    },
  })),
]

const reportOf = (n: number): Array<EventFixture> => {
  const period = formatMonth(monthOf(n))
  const earlier = formatMonth(monthOf(Math.max(0, n - 2)))
  return KPIS.flatMap((kpi, i): Array<EventFixture> => {
    const measured = (value: number) => ({ kind: 'measured' as const, value })
    const recordedNow: EventFixture = {
      type: 'ActualRecorded',
      data: { kpi, period, outcome: measured(80 + ((7 * n + 3 * i) % 20)) },
    }
    const corrected: EventFixture = {
      type: 'ActualCorrected',
      data: { kpi, period: earlier, outcome: measured(81 + (n % 19)), reason: 'counted again' },
    }
    const noted: EventFixture = { type: 'NoteAdded', data: { kpi, period, text: 'as reported' } }
    if ((n + i) % 17 === 0) return i % 2 === 0 ? [] : [noted]
    return [recordedNow, ...(n > 2 && (n + i) % 10 === 0 ? [corrected, noted] : [])]
  })
}

/** The publication of a month's scorecard, as drawn from the events before it. */
const signedOff = (events: ReadonlyArray<RecordedEvent>, n: number): EventFixture => {
  const ledger = digestAt(`kpiContract-${CONTRACT}`, merkleLog(events))
  if (ledger === null) throw new Error('no digest')
  const signing = publish(foldHistory(events), {
    ...{ period: monthOf(n), ledger, at: '2999-12-31T00:00:00.000Z', incomplete: true },
    metadata: { actor: 'Board' },
  })
  if (E.isLeft(signing)) throw new Error(JSON.stringify(signing.left))
  const { type: _, contract: __, metadata, ...data } = signing.right.command
  return { type: 'ScorecardPublished', data, ...(metadata === undefined ? {} : { metadata }) }
}

/**
 * Three years of a contract, the same in every release: 40 KPIs under two regimes, the second from
 * the last year on, figures for every month, some corrected two months later, and the last month of
 * every quarter signed off.
 */
export const reportedContract = (): ReadonlyArray<RecordedEvent> => {
  const parties = { title: 'Reported', authority: 'A', supplier: 'S' }
  const fixtures: Array<EventFixture> = [
    { type: 'ContractRegistered', data: { contract: CONTRACT, ...parties, yearStart: 4 } },
    ...regimeFrom('first', '2014-04', 90),
    ...regimeFrom('second', '2016-04', 92),
  ]
  for (let n = 0; n < YEARS * 12; n++) {
    fixtures.push(...reportOf(n))
    if (n % 3 === 2) fixtures.push(signedOff(recorded(CONTRACT, fixtures), n))
  }
  return recorded(CONTRACT, fixtures)
}
