import { describe as inWords } from '../describe'
import { foldHistory } from '@kpi-ledger/core'
import { jsonDigest } from '@kpi-ledger/core/proofs'
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
  at,
  atLeast,
  valueOf,
} from '../fixture.spec'
import { publishedForm } from './published-form'
import { publish } from './publish'
import { ledgerOf, publication, publishing } from './publishing.spec'
import { scorecardDigest } from './scorecard-digest'

const base = [registered, adopted('r', '2016-04'), defined('K', 'r', '2016-04')]

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
    expect(valueOf(publishing(events))).toEqual({
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
      valueOf(publishing(two, of, { incomplete: true })).command.regime
    expect(['2016-05', 'FY2016-Q1', 'FY2016'].map(regimeOf)).toEqual(['r', 's', 's'])
  })

  it('is drawn from the first events alone, however many the history has by now', () => {
    const later = [...events, publication(events, '2016-04'), corrected('K', '2016-04', 50)]
    const asked = { period: period('2016-04'), at: '2017-04-01T00:00:00.000Z' }
    const metadata = { actor: 'Chair of the board' }
    expect(
      publish(foldHistory(recorded(later)), { ...asked, ledger: ledgerOf(all), metadata }),
    ).toEqual(publishing(events))
  })

  it.each<[string, () => ReturnType<typeof publishing>, string]>([
    [
      'a period with no regime in effect',
      () => publishing(base, '2016-03'),
      'there is nothing to publish: no regime is in effect in 2016-03',
    ],
    [
      'a scorecard without KPIs',
      () => publishing([registered, adopted('r', '2016-04')]),
      'there is nothing to publish: no KPI is on the scorecard of 2016-04 under regime "r"',
    ],
    [
      'one whose KPIs are all retired',
      () => publishing([...base, retired('K', 'r', '2016-04')]),
      'there is nothing to publish: no KPI is on the scorecard of 2016-04 under regime "r"',
    ],
    ['nothing at all', () => publishing([]), 'no such contract is registered in this ledger'],
    [
      'more events than there are',
      () => publishing(base, '2016-04', { ledger: { size: 9, root: '' } }),
      'there is no revision 8; the contract has 3 events',
    ],
  ])('refuses %s', (_, refused, message) => {
    expect(E.mapLeft(inWords)(refused())).toEqual(E.left(message))
  })
})

describe('M25a a publication', () => {
  const quarterly = defined('Q', 'r', '2016-04', { frequency: 'quarterly' })
  const two = [...base, defined('L', 'r', '2016-04'), quarterly, actual('K', '2016-04', 91)]
  const message = (refused: ReturnType<typeof publishing>) =>
    E.isLeft(refused) ? inWords(refused.left) : null

  it('needs a signatory', () => {
    const nobody = 'specify the actor: a scorecard must be signed off by someone'
    const all = recorded(two)
    const unsigned = { period: period('2016-04'), ledger: ledgerOf(all), at: at(all.length) }
    expect(message(publish(foldHistory(all), unsigned))).toBe(nobody)
    expect(message(publishing(two, '2016-04', { metadata: {} }))).toBe(nobody)
  })

  it.each([
    ['2016-04', '2016-04-30T23:59:59.999Z', '2016-05-01T00:00:00.000Z'],
    ['FY2016-Q1', '2016-06-30T23:59:59.999Z', '2016-07-01T00:00:00.000Z'],
    ['FY2016', '2017-03-31T23:59:59.999Z', '2017-04-01T00:00:00.000Z'],
  ])('for %s can be made once the period is over', (of, during, after) => {
    const confirmed = { incomplete: true }
    expect(message(publishing(two, of, { at: during, ...confirmed }))).toBe(
      `${of} is not over yet: a scorecard is published after its period, and it is now ${during}`,
    )
    expect(message(publishing(two, of, { at: after, ...confirmed }))).toBeNull()
  })

  it('stops at KPIs that are due without an outcome, naming them, unless that is confirmed', () => {
    expect(message(publishing(two))).toBe(
      'no outcome is recorded for L, due in 2016-04: record them, or specify "incomplete" to publish without them',
    )
    expect(message(publishing(two, '2016-06'))).toBe(
      'no outcome is recorded for K, L, Q, due in 2016-06: record them, or specify "incomplete" to publish without them',
    )
    const missing = (of: string, events = two) =>
      valueOf(publishing(events, of, { incomplete: true })).command.incomplete
    expect(missing('2016-04')).toEqual(['L'])
    // A KPI without activity has an outcome, and a quarterly one is not due in April.
    const none = actual('L', '2016-04', { kind: 'not-measured', reason: 'no-activity' })
    expect(missing('2016-04', [...two, none])).toBeUndefined()
  })

  it('of a period that was published before stops unless `again` is given', () => {
    const before = [...two, publication(two, '2016-04')]
    const confirmed = { incomplete: true }
    const publishedBefore = `2016-04 was published under "r" before, at revision 6 (${at(6)}): specify "again" to publish it again`
    expect(message(publishing(before, '2016-04', confirmed))).toBe(publishedBefore)
    expect(message(publishing(before))).toBe(
      `no outcome is recorded for L, due in 2016-04: record them, or specify "incomplete" to publish without them; ${publishedBefore}`,
    )
    const again = (of: string) =>
      valueOf(publishing(before, of, { ...confirmed, again: true })).command.again
    expect(['2016-04', '2016-05'].map(again)).toEqual([true, undefined])
  })

  it('under one regime is no publication under the next', () => {
    const before = [...two, publication(two, 'FY2016-Q1')]
    const next = [...before, adopted('s', '2016-06'), defined('K', 's', '2016-06')]
    expect(valueOf(publishing(next, 'FY2016-Q1', { incomplete: true })).command).toMatchObject({
      regime: 's',
    })
  })
})
