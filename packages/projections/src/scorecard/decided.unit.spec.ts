import { canonicalJson } from '@kpi-ledger/core/proofs'
import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import { explanation } from '../explanation/explanation'
import {
  actual,
  adopted,
  at,
  byOfficers,
  cardFor,
  cellOf,
  corrected,
  defined,
  period,
  recorded,
  registered,
  scheme,
  valueOf,
} from '../fixture.spec'
import { asAt, now } from '../history/as-at'
import { decodeHistory } from '../history/history.codec'
import { inOrder } from '../../../../scripts/jest/in-order'
import { encodeHistory } from '../history/encode-history'
import { portfolioContract } from '../portfolio/portfolio'
import { publishedForm } from '../publication/published-form'
import { restatements } from '../publication/restatements'
import { tracker } from '../tracker/tracker'
import { yearGrid } from '../year-grid/year-grid'

const decided = (code: string, of = '2016-04', regime = 'r', kpi = 'K'): DomainEvent => ({
  type: 'RatingDecided',
  data: { regime, kpi, period: of, code, reason: `relief, ${code}` },
})

const base = [registered, adopted('r', '2016-04'), defined('K', 'r', '2016-04')]
const folded = (...events: ReadonlyArray<DomainEvent>) =>
  foldHistory(byOfficers(recorded([...base, ...events])))
const [met, notMet, none] = [scheme.bands[1], scheme.bands[3], scheme.notRated].map((word) => ({
  code: word?.code,
  label: word?.label,
  grade: word !== undefined && 'grade' in word ? word.grade : 'other',
}))

describe('M33 a decided rating', () => {
  const history = folded(actual('K', '2016-04', 80), decided('met'))

  it('is shown with the computed one, who decided and why, and is the one that summaries count', () => {
    const card = cardFor(history, '2016-04')
    expect(cellOf(card)).toMatchObject({
      rating: met,
      computed: notMet,
      decided: {
        reason: 'relief, met',
        event: '00000000-0000-4000-8000-000000000004',
        actor: 'officer 4',
      },
      reason: null,
    })
    const year = { kind: 'financial-year', financialYear: 2016 } as const
    const [grid] = valueOf(yearGrid(history, { financialYear: year })).serviceAreas
    expect(grid?.kpis[0]?.cells[0]).toMatchObject({ rating: met, decided: true })
    expect(grid?.kpis[0]?.cells[1]).toMatchObject({ decided: false })
    expect(card.summary[0]?.ratings).toMatchObject({ met: 1, 'not-met': 0 })
    expect(card.summary[0]?.grades).toMatchObject({ good: 1, 'requires-improvement': 0 })
  })

  it('is shown beside the computed one; without a decision both are null', () => {
    const { computed, decided: by } = cellOf(cardFor(folded(actual('K', '2016-04', 80)), '2016-04'))
    expect([computed, by]).toEqual([null, null])
  })

  it('applies to exactly its period, and only under its regime', () => {
    const other = folded(
      ...[actual('K', '2016-04', 80), actual('K', '2016-05', 80), decided('met')],
      ...[adopted('s', '2016-06'), defined('K', 's', '2016-06')],
    )
    const rated = (of: string, regime: string) => cellOf(cardFor(other, of, { regime })).rating.code
    expect(rated('2016-04', 'r')).toBe('met')
    expect([rated('2016-05', 'r'), rated('2016-04', 's')]).toEqual(['not-met', 'not-met'])
  })

  it('is the one decided last, and outlasts a correction of the figure', () => {
    const twice = folded(
      ...[actual('K', '2016-04', 80), decided('met'), decided('close')],
      corrected('K', '2016-04', 95),
    )
    expect(cellOf(cardFor(twice, '2016-04'))).toMatchObject({
      rating: { code: 'close' },
      computed: { code: 'exceeded' },
      outcome: { value: 95 },
    })
  })

  it('may be the one for what is not rated, and may rate a cell without a figure', () => {
    const unrated = folded(actual('K', '2016-04', 80), decided(scheme.notRated.code))
    expect(cellOf(cardFor(unrated, '2016-04'))).toMatchObject({ rating: none, reason: null })
    const rated = folded(decided('met'))
    expect(cellOf(cardFor(rated, '2016-04'))).toMatchObject({
      ...{ rating: met, computed: none, reason: null, outcome: null },
    })
    expect(portfolioContract(rated, { period: period('2016-04') })).toMatchObject({
      ...{ notRecorded: 1, grades: { good: 1, other: 0 } },
    })
  })

  it('is a rule for the as-at instants (M21), and is gone once withdrawn (M29)', () => {
    const withdrawn = folded(actual('K', '2016-04', 80), decided('met'), {
      type: 'EventWithdrawn',
      data: {
        event: recorded([...base, base[0] ?? registered, registered])[4]?.id as never,
        reason: 'mistake',
      },
    })
    const rated = (limits: object) => cellOf(cardFor(withdrawn, '2016-04', { asAt: limits })).rating
    expect(rated({})).toMatchObject({ code: 'not-met' })
    expect(rated({ rules: at(4) })).toMatchObject({ code: 'met' })
    expect(rated({ rules: at(3) })).toMatchObject({ code: 'not-met' })
    expect(rated({ facts: at(4) })).toMatchObject({ code: 'not-met' })
  })

  it('of a code that its regime lacks is a bug, and said to be one', () => {
    expect(() => cardFor(folded(decided('nonsense')), '2016-04')).toThrow(
      'bug in kpi-ledger: "nonsense" was decided under r, which has no such code',
    )
  })

  it('is kept by a snapshot', () => {
    const text = encodeHistory(history)
    expect(inOrder(valueOf(decodeHistory(text)))).toBe(inOrder(history))
  })

  it('counts in the tracker and its outlook', () => {
    const profiled = foldHistory(
      recorded([
        ...[registered, adopted('r', '2016-04')],
        defined('K', 'r', '2016-04', {
          accumulation: 'year-to-date',
          target: { comparator: '>=', value: 90, profile: { '04': 50 } },
        }),
        ...[actual('K', '2016-04', 40), decided('met')],
      ]),
    )
    const year = { kind: 'financial-year', financialYear: 2016 } as const
    const tracked = valueOf(tracker(profiled, { kpi: 'K', financialYear: year }))
    expect(tracked.points[0]).toMatchObject({ rating: met, actual: 40 })
    expect(tracked.outlook).toBe('on-track')
  })

  it('is explained: the distance, who decided and why, and the event (M28)', () => {
    const explained = valueOf(explanation(history, { kpi: 'K', period: period('2016-04') }))
    expect(explained.sentence).toBe(
      '80 % is 10 below the target of at least 90 %; by the rules it is "Not Met", but officer 4 decided on "Met": relief, met',
    )
    expect(explained.band).toMatchObject({ code: 'not-met' })
    expect(explained.events.at(-1)).toMatchObject({
      ...{ gave: 'decision', code: 'met', label: 'Met', revision: 4, reason: 'relief, met' },
      changes: [{ of: 'decided rating', from: null, to: '"Met"' }],
    })
    const empty = valueOf(
      explanation(folded(decided('met')), { kpi: 'K', period: period('2016-04') }),
    )
    expect(empty.sentence).toBe(
      'nothing is recorded for April 2016; by the rules it is "None", but officer 3 decided on "Met": relief, met',
    )
  })

  it('is signed by a publication with its event and without its actor, else nothing (M25)', () => {
    const [cell] = publishedForm(cardFor(history, '2016-04', { regime: 'r' })).cells
    expect(cell).toMatchObject({ rating: met, computed: notMet })
    expect(cell?.decided).toEqual({
      reason: 'relief, met',
      event: '00000000-0000-4000-8000-000000000004',
    })
    const [plain] = publishedForm(cardFor(history, '2016-04', { asAt: asAt(at(3)) })).cells
    expect(canonicalJson(plain ?? {})).toContain('"computed":null,"corrected":false,"decided":null')
  })

  it('restates a published cell whose rating it changes, and says so (M26)', () => {
    const before = [...base, actual('K', '2016-04', 80)]
    const hash = '0'.repeat(64)
    const published: DomainEvent = {
      type: 'ScorecardPublished',
      data: {
        ...{ regime: 'r', period: '2016-04', form: 1 },
        ...{ scorecardDigest: hash, size: 4, root: hash },
      },
    }
    const of = (...events: ReadonlyArray<DomainEvent>) =>
      valueOf(restatements(foldHistory(recorded([...before, published, ...events])), { asAt: now }))
        .publications[0]?.restatements
    expect(of(decided('met'), decided('met', '2016-05'))).toMatchObject([
      {
        ...{ kpi: 'K', asPublished: { rating: notMet }, now: { rating: met, computed: notMet } },
        changed: ['rating'],
        events: [
          {
            ...{ revision: 5, type: 'RatingDecided', reason: 'relief, met' },
            changes: [{ of: 'decided rating', from: null, to: '"Met"' }],
          },
        ],
      },
    ])
    expect(of(decided('not-met'))).toEqual([])
  })
})
