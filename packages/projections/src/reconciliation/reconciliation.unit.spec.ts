import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import { branded } from '@kpi-ledger/core/unstable'
import {
  actual,
  adopted,
  at,
  corrected,
  defined,
  recorded,
  registered,
  scheme,
  valueOf,
} from '../fixture.spec'
import { now, type AsAt } from '../history/as-at'
import { reconciliation } from './reconciliation'

const printed = (kpi: string, period: string, label: string, source?: string): DomainEvent => ({
  type: 'RatingPrinted',
  data: { kpi, period, label, ...(source === undefined ? {} : { source }) },
})

const base = [
  ...[registered, adopted('r', '2016-04')],
  defined('K', 'r', '2016-04'),
  defined('L', 'r', '2016-04', { serviceArea: 'Other' }),
  defined('M', 'r', '2016-04'),
]
const asked = (events: ReadonlyArray<DomainEvent>, asAt: Partial<AsAt> = {}) =>
  valueOf(
    reconciliation(foldHistory(recorded([...base, ...events])), { asAt: { ...now, ...asAt } }),
  )
const [exceeded, , , notMet] = scheme.bands.map(({ code, label, grade }) => ({
  ...{ code, label, grade },
}))
const none = { ...scheme.notRated, grade: 'other' }

describe('M32 a reconciliation', () => {
  it('compares each printed rating with the one given then, and judges by the one given now', () => {
    const answer = asked([
      actual('K', '2016-04', 80),
      printed('K', '2016-04', 'Not Met', 'Board paper 7'),
      corrected('K', '2016-04', 95),
    ])
    expect(answer).toEqual({
      contract: 'c',
      asAt: now,
      rows: [
        {
          ...{ kpi: 'K', period: '2016-04', regime: 'r', printed: 'Not Met' },
          ...{ source: 'Board paper 7', atThePrinting: notMet, now: exceeded, verdict: 'differs' },
        },
      ],
      summary: { agrees: 0, differs: 1, 'unknown-word': 0 },
    })
  })

  it.each([
    ['EXCEEDED', 'agrees'],
    ['exceeded', 'agrees'],
    ['not-MET', 'differs'],
    ['None', 'differs'],
    ['Green', 'unknown-word'],
  ])('takes %p, a label or code in any case, as one that %s', (label, verdict) => {
    const { rows, summary } = asked([actual('K', '2016-04', 95), printed('K', '2016-04', label)])
    expect(rows.map((row) => row.verdict)).toEqual([verdict])
    expect(summary).toMatchObject({ [verdict]: 1 })
  })

  it('counts a decided rating as the one given (M33)', () => {
    const { rows } = asked([
      actual('K', '2016-04', 80),
      printed('K', '2016-04', 'Met'),
      {
        type: 'RatingDecided',
        data: { regime: 'r', kpi: 'K', period: '2016-04', code: 'met', reason: 'relief' },
      },
    ])
    expect(rows).toMatchObject([{ atThePrinting: notMet, now: { code: 'met' }, verdict: 'agrees' }])
  })

  it('is sorted by KPI in scorecard order, then by period, then as recorded', () => {
    const { rows } = asked([
      printed('L', '2016-05', 'Met'),
      printed('M', '2016-04', 'Met'),
      printed('K', 'FY2016-Q1', 'Met'),
      printed('K', '2016-06', 'Met'),
      printed('K', '2016-05', 'second'),
      printed('K', '2016-05', 'Third'),
      printed('K', '2016-04', 'Met'),
    ])
    expect(rows.map((row) => `${row.kpi} ${row.period} ${row.printed}`)).toEqual([
      ...['K 2016-04 Met', 'K 2016-05 second', 'K 2016-05 Third', 'K 2016-06 Met'],
      ...['K FY2016-Q1 Met', 'M 2016-04 Met', 'L 2016-05 Met'],
    ])
  })

  it('has no rating if the KPI was not, or is not, on the scorecard of the period', () => {
    const { rows } = asked([printed('K', '2016-03', 'Met')])
    expect(rows).toMatchObject([
      { regime: null, atThePrinting: null, now: null, verdict: 'unknown-word' },
    ])
    const late = asked([
      defined('N', 'r', '2016-05'),
      printed('N', '2016-04', 'None'),
      {
        type: 'TargetRevised',
        data: {
          ...{ regime: 'r', kpi: 'N', effectiveFrom: branded('2016-04') },
          target: { comparator: '>=', value: 90 },
        },
      },
    ])
    expect(late.rows).toMatchObject([
      { regime: 'r', atThePrinting: null, now: none, verdict: 'agrees' },
    ])
  })

  it('is drawn as at an instant, with printed ratings as facts, and without what was withdrawn', () => {
    const events: ReadonlyArray<DomainEvent> = [
      actual('K', '2016-04', 95),
      printed('K', '2016-04', 'Exceeded'),
      corrected('K', '2016-04', 80),
      {
        type: 'EventWithdrawn',
        data: { event: branded('00000000-0000-4000-8000-000000000006'), reason: 'misread' },
      },
    ]
    const verdicts = (asAt: Partial<AsAt>) => asked(events, asAt).rows.map((row) => row.verdict)
    expect(verdicts({})).toEqual([])
    expect(verdicts({ facts: at(5) })).toEqual([])
    expect(verdicts({ facts: at(6) })).toEqual(['agrees'])
    expect(verdicts({ revision: 7 })).toEqual(['differs'])
    expect(verdicts({ rules: at(6) })).toEqual([])
  })
})
