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
  return publish(foldHistory(all), {
    ...{ period: period(of), ledger: ledgerOf(all), at: '2017-04-01T00:00:00.000Z' },
    ...{ metadata: { actor: 'Chair of the board' }, ...more },
  })
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

  it('does not change with what concerns another period', () => {
    const more = [actual('K', '2016-05', 80), noted('2016-05', 'late')]
    const after = foldHistory(recorded([...base, ...noted91, ...more]))
    expect(scorecardDigest(cardFor(after, '2016-04', { regime: 'r' }))).toBe(scorecardDigest(card))
  })
})

describe('M25 publishing', () => {
  const events = [...base, actual('K', '2016-04', 91)]
  const all = recorded(events)

  it('records period, regime, digest, and the ledger just before it', () => {
    expect(valueOf(published(events))).toEqual({
      command: {
        type: 'PublishScorecard',
        contract: 'c',
        regime: 'r',
        period: '2016-04',
        form: 1,
        scorecardDigest: scorecardDigest(cardFor(foldHistory(all), '2016-04', { regime: 'r' })),
        ...ledgerOf(all),
        metadata: { actor: 'Chair of the board' },
      },
      summary: cardFor(foldHistory(all), '2016-04', { regime: 'r' }).summary[0],
    })
  })

  it('takes the regime in effect in the last month of the period (M4)', () => {
    const two = [...events, adopted('s', '2016-06'), defined('K', 's', '2016-06')]
    const regimeOf = (of: string) =>
      valueOf(published(two, of, { incomplete: true })).command.regime
    expect(['2016-05', 'FY2016-Q1', 'FY2016'].map(regimeOf)).toEqual(['r', 's', 's'])
  })

  it('is drawn from the first events alone, however many the history has by now', () => {
    const later = foldHistory(recorded([...events, corrected('K', '2016-04', 50)]))
    const asked = { period: period('2016-04'), at: '2017-04-01T00:00:00.000Z' }
    const metadata = { actor: 'Chair of the board' }
    expect(publish(later, { ...asked, ledger: ledgerOf(all), metadata })).toEqual(published(events))
  })

  it.each<[string, ReturnType<typeof published>, string]>([
    [
      'a period with no regime in effect',
      published(base, '2016-03'),
      'there is nothing to publish: no regime is in effect in 2016-03',
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

describe('M25a a publication', () => {
  const quarterly = defined('Q', 'r', '2016-04', { frequency: 'quarterly' })
  const two = [...base, defined('L', 'r', '2016-04'), quarterly, actual('K', '2016-04', 91)]
  const signed = (of: string, events = two): DomainEvent => {
    const confirmed = { incomplete: true, again: true }
    const {
      type: _,
      contract: __,
      metadata: ___,
      ...data
    } = valueOf(published(events, of, confirmed)).command
    return { type: 'ScorecardPublished', data }
  }
  const message = (refused: ReturnType<typeof published>) =>
    E.isLeft(refused) ? inWords(refused.left) : null

  it('needs a signatory', () => {
    const nobody = 'specify the actor: a scorecard must be signed off by someone'
    expect(message(published(two, '2016-04', { metadata: {} }))).toBe(nobody)
  })

  it.each([
    ['2016-04', '2016-04-30T23:59:59.999Z', '2016-05-01T00:00:00.000Z'],
    ['FY2016-Q1', '2016-06-30T23:59:59.999Z', '2016-07-01T00:00:00.000Z'],
    ['FY2016', '2017-03-31T23:59:59.999Z', '2017-04-01T00:00:00.000Z'],
  ])('for %s can be made once the period is over', (of, during, after) => {
    const confirmed = { incomplete: true }
    expect(message(published(two, of, { at: during, ...confirmed }))).toBe(
      `${of} is not over yet: a scorecard is published after its period, and it is now ${during}`,
    )
    expect(message(published(two, of, { at: after, ...confirmed }))).toBeNull()
  })

  it('stops at KPIs that are due without an outcome, naming them, unless that is confirmed', () => {
    expect(message(published(two))).toBe(
      'no outcome is recorded for L, due in 2016-04: record them, or specify "incomplete" to publish without them',
    )
    expect(published(two, '2016-06')).toMatchObject({ left: { incomplete: ['K', 'L', 'Q'] } })
    const missing = (of: string, events = two) =>
      valueOf(published(events, of, { incomplete: true })).command.incomplete
    expect(missing('2016-04')).toEqual(['L'])
    // A KPI without activity has an outcome, and a quarterly one is not due in April.
    const none = actual('L', '2016-04', { kind: 'not-measured', reason: 'no-activity' })
    expect(missing('2016-04', [...two, none])).toBeUndefined()
  })

  it('of a period that was published before stops unless `again` is given', () => {
    const before = [...two, signed('2016-04')]
    const confirmed = { incomplete: true }
    expect(message(published(before, '2016-04', confirmed))).toMatch(
      /^2016-04 was published under "r" before, at revision 6 \(\S+Z\): specify "again" to publish it again$/,
    )
    expect(published(before, '2016-04')).toMatchObject({
      left: { incomplete: ['L'], before: { revision: 6 } },
    })
    const again = (of: string) =>
      valueOf(published(before, of, { ...confirmed, again: true })).command.again
    expect(['2016-04', '2016-05'].map(again)).toEqual([true, undefined])
    const other = [...before, adopted('s', '2016-03'), defined('K', 's', '2016-03')]
    expect(message(published(other, '2016-03', confirmed))).toBeNull()
  })
})
