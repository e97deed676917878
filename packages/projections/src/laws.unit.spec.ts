import { foldHistory, type DomainEvent, type History, type RecordedEvent } from '@kpi-ledger/core'
import { addToHistory, emptyHistory } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { comparison } from './comparison/comparison'
import {
  actual,
  adopted,
  at,
  corrected,
  defined,
  noted,
  period,
  recorded,
  registered,
  retired,
  revised,
  withoutAsAt,
} from './fixture.spec'
import { asAt as asAtInstant, now, type AsAt } from './history/as-at'
import { scorecard } from './scorecard/scorecard'
import { tracker } from './tracker/tracker'
import { runs } from '../../../scripts/jest/runs'
import { inOrder } from '../../../scripts/jest/in-order'

const kpis = fc.constantFrom('K', 'L', 'M')
const regimes = fc.constantFrom('old', 'new')
const months = fc.constantFrom('2016-03', '2016-04', '2016-05', '2016-06')
const figures = fc.integer({ min: 0, max: 1000 }).map((n) => n / 10)
const targets = fc.oneof(
  figures.map((value) => ({ comparator: '>=' as const, value })),
  figures.map((value) => ({
    comparator: '>=' as const,
    value: 90,
    profile: { '04': value, '05': 20 },
  })),
)

/** Any events after the setup; the views answer any history, in any order. */
const later: fc.Arbitrary<DomainEvent> = fc.oneof(
  fc.tuple(kpis, months, figures).map((args) => actual(...args)),
  fc.tuple(kpis, months, figures).map((args) => corrected(...args)),
  fc.tuple(kpis, regimes, months, targets).map((args) => revised(...args)),
  fc.tuple(kpis, regimes, months).map((args) => retired(...args)),
  fc.tuple(months, fc.constantFrom('one', 'two'), kpis).map((args) => noted(...args)),
  fc.constant(noted('2016-04', 'contract')),
)

const ledgers = fc
  .tuple(targets, fc.array(later, { maxLength: 25 }))
  .map(([target, events]) =>
    recorded([
      registered,
      adopted('old', '2009-04'),
      defined('K', 'old', '2009-04'),
      defined('L', 'old', '2009-04', { target }),
      adopted('new', '2016-04'),
      defined('K', 'new', '2016-04', { target, accumulation: 'year-to-date' }),
      defined('M', 'new', '2016-05', { succeeds: ['L'] }),
      ...events,
    ]),
  )

const periods = ['2016-03', '2016-04', '2016-05', 'FY2016-Q1'].map(period)
const financialYear = { kind: 'financial-year', financialYear: 2016 } as const

/** Everything that can be asked of a history, without the limit that was asked for. */
const answers = (history: History, asAt: AsAt) => ({
  card: withoutAsAt(scorecard(history, { periods, asAt })),
  named: withoutAsAt(scorecard(history, { periods, asAt, regime: 'new' })),
  tracker: withoutAsAt(tracker(history, { kpi: 'K', financialYear, asAt })),
  comparison: withoutAsAt(comparison(history, { a: 'old', b: 'new', periods, asAt })),
})

const withCut = ledgers.chain((events) =>
  fc.tuple(fc.constant(events), fc.integer({ min: 1, max: events.length })),
)

const upTo = (events: ReadonlyArray<RecordedEvent>, size: number) =>
  foldHistory(events.slice(0, size))

describe('laws of the projections', () => {
  it('folding one by one equals folding in batches', () => {
    fc.assert(
      fc.property(withCut, ([events, size]) => {
        const grown = upTo(events, size)
        for (const event of events.slice(size)) addToHistory(grown, event)
        const single = emptyHistory()
        for (const event of events) addToHistory(single, event)
        expect(inOrder(grown)).toBe(inOrder(foldHistory(events)))
        expect(inOrder(single)).toBe(inOrder(foldHistory(events)))
      }),
    )
  })

  it('M21: as at an instant, the whole history answers like the history cut there', () => {
    fc.assert(
      fc.property(withCut, ([events, size]) => {
        const whole = answers(foldHistory(events), asAtInstant(at(size - 1)))
        expect(whole).toEqual(answers(upTo(events, size), now))
      }),
      { numRuns: runs(300) },
    )
  })

  it('M21: and so it does at a revision', () => {
    fc.assert(
      fc.property(withCut, ([events, size]) => {
        const asAt = { facts: null, rules: null, revision: size - 1 }
        expect(answers(foldHistory(events), asAt)).toEqual(answers(upTo(events, size), now))
      }),
      { numRuns: runs(300) },
    )
  })

  it('M21: cutting facts changes no target, and cutting rules changes no fact', () => {
    fc.assert(
      fc.property(withCut, ([events, size]) => {
        const history = foldHistory(events)
        const cells = (asAt: AsAt) => {
          const card = scorecard(history, { periods, asAt, regime: 'new' })
          return E.isLeft(card)
            ? []
            : card.right.serviceAreas.flatMap((area) =>
                area.kpis.flatMap(({ kpi, cells: all }) => all.map((cell) => ({ kpi, cell }))),
              )
        }
        const instant = at(size - 1)
        const all = cells(now)
        const targetsSeen = (of: typeof all) => of.map(({ cell }) => cell?.determinedBy.target)
        expect(targetsSeen(cells({ ...now, facts: instant }))).toEqual(targetsSeen(all))
        const fact = new Map(all.map(({ kpi, cell }) => [`${kpi} ${cell?.period ?? ''}`, cell]))
        for (const { kpi, cell } of cells({ ...now, rules: instant })) {
          const before = fact.get(`${kpi} ${cell?.period ?? ''}`)
          if (cell && before) expect(cell.determinedBy.actual).toBe(before.determinedBy.actual)
        }
      }),
    )
  })

  it('asking changes nothing, and the answer is plain JSON', () => {
    fc.assert(
      fc.property(ledgers, (events) => {
        const history = foldHistory(events)
        const first = answers(history, now)
        expect(answers(history, now)).toEqual(first)
        expect(inOrder(history)).toBe(inOrder(foldHistory(events)))
        expect(JSON.parse(JSON.stringify(first))).toStrictEqual(first)
      }),
    )
  })
})
