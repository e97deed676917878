import { describe as inWords } from '../describe'
import { foldHistory, type DomainEvent, type RecordedEvent } from '@kpi-ledger/core'
import { digestAt, jsonDigest, merkleLog } from '@kpi-ledger/core/proofs'
import * as E from 'fp-ts/Either'
import {
  actual,
  adopted,
  cardFor,
  corrected,
  defined,
  noted,
  period,
  recorded,
  registered,
  retired,
  revised,
  atLeast,
  valueOf,
} from '../fixture.spec'
import { publishedForm } from './published-form'
import { publish, type PublicationQuery } from './publish'
import { scorecardDigest } from './scorecard-digest'

const base = [registered, adopted('r', '2016-04'), defined('K', 'r', '2016-04')]

const ledgerOf = (events: ReadonlyArray<RecordedEvent>) => {
  const digest = digestAt('kpiContract-c', merkleLog(events))
  if (digest === null) throw new Error('no digest')
  return { size: digest.size, root: digest.root }
}

const published = (
  events: ReadonlyArray<DomainEvent>,
  of = '2016-04',
  more: Partial<PublicationQuery> = {},
) => {
  const all = recorded(events)
  return publish(foldHistory(all), { period: period(of), ledger: ledgerOf(all), ...more })
}

describe('M25 the digest of a scorecard', () => {
  const noted91 = [
    actual('K', '2016-04', 91),
    noted('2016-04', 'late', 'K'),
    noted('2016-04', 'a whole'),
  ]
  const history = foldHistory(recorded([...base, ...noted91]))
  const card = cardFor(history, '2016-04', { regime: 'r' })

  // A signature of form 1 has to hold for ever: neither the shape nor the digest may change.
  it('is taken over its published form, form 1', () => {
    expect(publishedForm(card)).toStrictEqual({
      form: 1,
      contract: 'c',
      regime: 'r',
      period: '2016-04',
      cells: [
        {
          kpi: 'K',
          description: 'K of r',
          serviceArea: 'Area',
          frequency: 'monthly',
          unit: 'percent',
          comparator: '>=',
          target: 90,
          outcome: { kind: 'measured', value: 91 },
          figure: { of: '2016-04', aggregation: null, from: null, missing: null },
          reason: null,
          rating: { code: 'exceeded', label: 'Exceeded', grade: 'good' },
          computed: null,
          decided: null,
          extrapolated: false,
          corrected: false,
          notes: ['late'],
        },
      ],
      notes: ['a whole'],
    })
    expect(scorecardDigest(card)).toBe(
      'f3fbefe5076cd19c1540485d165f937ceff5c0f6b484d681670f3eb0dca75e6a',
    )
    expect(scorecardDigest(card)).toBe(jsonDigest(publishedForm(card)))
  })

  it.each([
    ['a figure', corrected('K', '2016-04', 92)],
    ['that it was corrected', corrected('K', '2016-04', 91)],
    ['a target', revised('K', 'r', '2016-04', atLeast(91))],
    ['a note on a KPI', noted('2016-04', 'late', 'K')],
    ['a note on the contract', noted('2016-04', 'late')],
    ['another KPI', defined('L', 'r', '2016-04')],
  ])('changes with %s', (_, event) => {
    const after = foldHistory(recorded([...base, ...noted91, event]))
    expect(scorecardDigest(cardFor(after, '2016-04', { regime: 'r' }))).not.toBe(
      scorecardDigest(card),
    )
  })

  it('stays with what is of another period', () => {
    const more = [actual('K', '2016-05', 80), noted('2016-05', 'late')]
    const after = foldHistory(recorded([...base, ...noted91, ...more]))
    expect(scorecardDigest(cardFor(after, '2016-04', { regime: 'r' }))).toBe(scorecardDigest(card))
  })
})

describe('M25 publishing', () => {
  const events = [...base, actual('K', '2016-04', 91)]
  const all = recorded(events)

  it('records period, regime, digest, and the ledger just before it', () => {
    expect(published(events)).toEqual(
      E.right({
        type: 'PublishScorecard',
        contract: 'c',
        regime: 'r',
        period: '2016-04',
        form: 1,
        scorecardDigest: scorecardDigest(cardFor(foldHistory(all), '2016-04', { regime: 'r' })),
        ...ledgerOf(all),
      }),
    )
  })

  it('says who signed it off', () => {
    const metadata = { actor: 'Chair of the board' }
    expect(valueOf(published(events, '2016-04', { metadata })).metadata).toBe(metadata)
  })

  it('takes the regime in effect in the last month of the period (M4), or the one named', () => {
    const two = [...events, adopted('s', '2016-06'), defined('K', 's', '2016-06')]
    expect(valueOf(published(two, 'FY2016-Q1'))).toMatchObject({ period: 'FY2016-Q1', regime: 's' })
    expect(valueOf(published(two, 'FY2016-Q1', { regime: 'r' })).regime).toBe('r')
    expect(valueOf(published(two, '2016-05')).regime).toBe('r')
    expect(valueOf(published(two, 'FY2016')).regime).toBe('s')
  })

  it('is drawn from the first events alone, however many a history has by now', () => {
    const later = foldHistory(recorded([...events, corrected('K', '2016-04', 50)]))
    expect(publish(later, { period: period('2016-04'), ledger: ledgerOf(all) })).toEqual(
      published(events),
    )
  })

  it.each<[string, ReturnType<typeof published>, string]>([
    [
      'a period with no regime in effect',
      published(base, '2016-03'),
      'there is nothing to publish: no regime is in effect in 2016-03',
    ],
    [
      'such a period under a regime named',
      published(base, '2016-03', { regime: 'r' }),
      'there is nothing to publish: no regime is in effect in 2016-03',
    ],
    [
      'a regime that is not there',
      published(base, '2016-04', { regime: 'x' }),
      'no regime "x" has been adopted, as far as was known then; there is "r"',
    ],
    [
      'a scorecard without KPIs',
      published([registered, adopted('r', '2016-04')]),
      'there is nothing to publish: no KPI is on the scorecard of 2016-04 under regime "r"',
    ],
    [
      'one whose KPIs are all retired',
      published([...base, retired('K', 'r', '2016-04')]),
      'there is nothing to publish: no KPI is on the scorecard of 2016-04 under regime "r"',
    ],
    ['nothing at all', published([]), 'no such contract is registered in this ledger'],
    [
      'more events than there are',
      published(base, '2016-04', { ledger: { size: 9, root: '' } }),
      'there is no revision 8; the contract has 3 events',
    ],
  ])('refuses %s', (_, refused, message) => {
    expect(E.mapLeft(inWords)(refused)).toEqual(E.left(message))
  })
})
