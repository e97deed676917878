import { foldHistory, type DomainEvent, type EventData } from '@kpi-ledger/core'
import { branded } from '@kpi-ledger/core/unstable'
import {
  actual,
  adopted,
  at,
  corrected,
  defined,
  noted,
  recorded,
  registered,
  valueOf,
} from '../fixture.spec'
import { asAt } from '../history/as-at'
import type { FindingKind } from './finding'
import { findings, type FindingsQuery } from './findings'

const base = (more: Partial<EventData<'KPIDefined'>> = {}): ReadonlyArray<DomainEvent> => [
  registered,
  adopted('r', '2016-04'),
  defined('K', 'r', '2016-04', more),
]

/** The findings of one kind: their periods, sentences and revisions. */
const found = (
  kind: FindingKind,
  events: ReadonlyArray<DomainEvent>,
  query: FindingsQuery = {},
): ReadonlyArray<string> =>
  valueOf(findings(foldHistory(recorded(events)), query))
    .findings.filter(({ finding }) => finding === kind)
    .map(
      ({ period, sentence, events: behind }) =>
        `${period ?? '–'}: ${sentence} [${behind.map(({ revision }) => revision).join(' ')}]`,
    )

const withdrawn = (revision: number): DomainEvent => ({
  type: 'EventWithdrawn',
  data: {
    event: branded(`00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`),
    reason: 'a mistake',
  },
})

describe('findings about the life of a contract', () => {
  it('M3 a figure of a longer period that is not what its parts add up to', () => {
    const months = [10, 20, 31].map((value, i) => actual('K', `2016-0${String(i + 4)}`, value))
    const about = (aggregation: 'sum' | 'mean', value: number, parts = 3) =>
      found('aggregate-differs', [
        ...base({ aggregation }),
        ...months.slice(0, parts),
        actual('K', 'FY2016-Q1', value),
      ])
    expect(about('sum', 60)).toEqual([
      'FY2016-Q1: 60 % is recorded for 2016/17 Q1, and the sum of its 3 parts is 61 % [3 4 5 6]',
    ])
    expect(about('sum', 61)).toEqual([])
    expect(about('sum', 60, 2)).toEqual([])
    // 20.33…, recorded with one decimal.
    expect([20.3, 20.33, 20.4, 20.34].map((value) => about('mean', value).length)).toEqual([
      ...[0, 0, 1, 1],
    ])
  })

  it('M13 more than two failures in a row, not counting months that are not rated', () => {
    const monthly = (...values: ReadonlyArray<number | null>) =>
      values.flatMap((value, i) =>
        value === null ? [] : [actual('K', `2016-0${String(i + 4)}`, value)],
      )
    const about = (...values: ReadonlyArray<number | null>) =>
      found('keeps-failing', [...base(), ...monthly(...values)])
    expect(about(50, 50, 95, 50, 50)).toEqual([])
    const decided = ['2016-04', '2016-05', '2016-06'].map((of): DomainEvent => ({
      type: 'RatingDecided',
      data: { regime: 'r', kpi: 'K', period: of, code: 'not-met', reason: 'nothing was sent' },
    }))
    expect(found('keeps-failing', [...base(), ...decided, actual('K', '2016-07', 95)])).toEqual([
      '2016-06: it failed in 3 assessment periods in a row, from April 2016 to June 2016, the last time with "Not Met" [2]',
    ])
    expect(about(50, null, 50, 50, 95)).toEqual([
      '2016-07: it failed in 3 assessment periods in a row, from April 2016 to July 2016, the last time with "Not Met" [3 4 5]',
    ])
  })

  it('M32 a rating printed differently', () => {
    const printed = (label: string): DomainEvent => ({
      type: 'RatingPrinted',
      data: { kpi: 'K', period: '2016-04', label, source: 'Board paper 7' },
    })
    const about = (label: string) =>
      found('printed-otherwise', [...base(), actual('K', '2016-04', 50), printed(label)])
    expect(about('Met')).toEqual([
      '2016-04: "Met" was printed for April 2016 in Board paper 7, and it is "Not Met" [4]',
    ])
    expect([about('not met'), about('Green')]).toEqual([[], []])
    const retired: DomainEvent = {
      type: 'KPIRetired',
      data: { regime: 'r', kpi: 'K', effectiveFrom: branded('2016-04'), reason: 'over' },
    }
    const unsourced: DomainEvent = {
      type: 'RatingPrinted',
      data: { kpi: 'K', period: '2016-04', label: 'Met' },
    }
    expect(found('printed-otherwise', [...base(), unsourced, retired])).toEqual([
      '2016-04: "Met" was printed for April 2016, and it is on no scorecard of that period [3]',
    ])
  })

  it('M33 a rating decided against the rules without a note that says why', () => {
    const decided = (code: string): DomainEvent => ({
      type: 'RatingDecided',
      data: { regime: 'r', kpi: 'K', period: '2016-04', code, reason: 'relief' },
    })
    const about = (...more: ReadonlyArray<DomainEvent>) =>
      found('decided-without-note', [...base(), actual('K', '2016-04', 50), ...more])
    expect(about(decided('met'))).toEqual([
      '2016-04: for April 2016 "Met" was decided, by the rules it is "Not Met", and no note of that period says why [4]',
    ])
    expect(about(decided('met'), noted('2016-04', 'A flood', 'K'))).toEqual([])
    expect(about(decided('met'), noted('2016-05', 'A flood', 'K'))).toHaveLength(1)
    expect(about(decided('met'), decided('not-met'))).toEqual([])
  })

  it('M29 the later withdrawal of what a published cell was based on', () => {
    const published = (size: number): DomainEvent => ({
      type: 'ScorecardPublished',
      data: {
        ...{ regime: 'r', period: '2016-04', form: 1, size },
        ...{ scorecardDigest: branded('0'.repeat(64)), root: branded('0'.repeat(64)) },
      },
    })
    const about = (...more: ReadonlyArray<DomainEvent>) =>
      found('withdrawn-after-publication', [
        ...base(),
        defined('L', 'r', '2016-04'),
        actual('K', '2016-04', 50),
        noted('2016-04', 'A note', 'K'),
        ...more,
      ])
    const again = about(published(6), withdrawn(4), actual('K', '2016-04', 50))
    expect(again).toEqual([
      '2016-04: event 4, ActualRecorded, was withdrawn on 2016-06-08, after the scorecard of April 2016 that relied on it had been published on 2016-06-07 [4 6 7]',
    ])
    expect(about(published(6), withdrawn(5))).toEqual([])
    expect(about(withdrawn(4), published(7))).toEqual([])
  })

  it('M36 what has been due but not recorded for longer than the limit', () => {
    const now = '2016-08-31T12:00:00.000Z'
    const events = [...base(), actual('K', '2016-05', 95)]
    const about = (query: FindingsQuery) => found('overdue', events, query)
    expect(about({ overdueAfter: 29, now })).toEqual([
      '2016-04: nothing is recorded for April 2016, which ended 122 days ago [2]',
      '2016-07: nothing is recorded for 2 assessment periods in a row, from June 2016 to July 2016, which ended 30 days ago [2]',
    ])
    expect(about({ overdueAfter: 30, now }).at(-1)).toContain('for June 2016, which')
    expect(about({ overdueAfter: 29 })).toEqual([])
    expect(about({ now })).toEqual([])
    // As at an instant, the days are counted up to it.
    expect(about({ overdueAfter: 0, now, asAt: asAt(at(5)) })).toEqual([
      '2016-04: nothing is recorded for April 2016, which ended 36 days ago [2]',
    ])
    const summed = [
      ...base({ aggregation: 'sum', frequency: 'quarterly' }),
      corrected('K', '2016-04', 1),
    ]
    expect(found('overdue', summed, { overdueAfter: 29, now })).toHaveLength(1)
  })
})
