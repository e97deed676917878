import { foldHistory, streamOf, type History, type RecordedEvent } from '@kpi-ledger/core'
import { digestAt, merkleLog } from '@kpi-ledger/core/proofs'
import { addToHistory, emptyHistory } from '@kpi-ledger/core/unstable'
import { arbitraryLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { comparison } from './comparison/comparison'
import { expectEqual, period, valueOf, withoutAsAt } from './fixture.spec'
import { asAt as asAtInstant, drawnFrom, now, type AsAt } from './history/as-at'
import { remembered } from './remembered.spec'
import { scorecard, scorecardJson, type Scorecard } from './scorecard/scorecard'
import { tracker } from './tracker/tracker'
import { inOrder } from '../../../scripts/jest/in-order'

const periods = ['2015-06', '2016-03', '2016-04', 'FY2015-Q4', 'FY2015'].map(period)
const regimes = ['first', 'second', 'third']
const kpis = ['1', '2', 'R&B-K-001', 'C']
const financialYear = { kind: 'financial-year', financialYear: 2015 } as const

/** Every answer that a history gives; for a question without an answer, the error. */
const answers = (history: History, asAt: AsAt) => ({
  inEffect: periods.map((each) => withoutAsAt(scorecard(history, { periods: [each], asAt }))),
  named: regimes.map((regime) => withoutAsAt(scorecard(history, { periods, regime, asAt }))),
  compared: [
    withoutAsAt(comparison(history, { a: 'first', b: 'second', periods, asAt })),
    withoutAsAt(comparison(history, { a: 'third', b: 'first', periods, asAt })),
  ],
  tracked: kpis.flatMap((kpi) => [
    withoutAsAt(tracker(history, { kpi, financialYear, asAt })),
    withoutAsAt(tracker(history, { kpi, financialYear, regime: 'first', asAt })),
  ]),
})

const anyLedger = remembered(arbitraryLedger())

/** An instant at which something was recorded. */
const instantIn = (events: ReadonlyArray<RecordedEvent>): fc.Arbitrary<string> =>
  fc.constantFrom(...events.map(({ recordedAt }) => recordedAt))

/**
 * A withdrawal finds its event by place, so there are none if parts of a ledger are folded (M29).
 */
const withoutWithdrawals = remembered(arbitraryLedger({ withdrawals: false }))

const withInstantsOf = (ledgers: typeof anyLedger) =>
  ledgers.chain((events) => fc.tuple(fc.constant(events), instantIn(events), instantIn(events)))
const withInstants = withInstantsOf(anyLedger)
const withRevision = anyLedger.chain((events) =>
  fc.tuple(fc.constant(events), fc.nat(events.length - 1)),
)

const recordedBy = (events: ReadonlyArray<RecordedEvent>, instant: string) =>
  events.filter(({ recordedAt }) => recordedAt <= instant)

const isFact = ({ type }: RecordedEvent): boolean =>
  ['ActualRecorded', 'ActualCorrected', 'NoteAdded', 'RatingPrinted'].includes(type)

test('folding a part and continuing equals folding everything', () => {
  fc.assert(
    fc.property(withRevision, ([events, revision]) => {
      const grown = foldHistory(events.slice(0, revision))
      for (const event of events.slice(revision)) addToHistory(grown, event)
      expect(inOrder(grown)).toBe(inOrder(foldHistory(events)))

      const oneByOne = emptyHistory()
      for (const event of events) addToHistory(oneByOne, event)
      expect(inOrder(oneByOne)).toBe(inOrder(grown))
    }),
  )
})

test('M21 asAt an instant, all events answer like the events up to then', () => {
  fc.assert(
    fc.property(withInstants, ([events, instant]) => {
      expectEqual(
        answers(foldHistory(events), asAtInstant(instant)),
        answers(foldHistory(recordedBy(events, instant)), now),
      )
    }),
  )
})

test('M21 atRevision, all events answer like the events up to it', () => {
  fc.assert(
    fc.property(withRevision, ([events, revision]) => {
      expectEqual(
        answers(foldHistory(events), { ...now, revision }),
        answers(foldHistory(events.slice(0, revision + 1)), now),
      )
    }),
  )
})

test('M21 facts and rules as at two instants are those of the two parts of the events', () => {
  fc.assert(
    fc.property(withInstantsOf(withoutWithdrawals), ([events, facts, rules]) => {
      const whole = foldHistory(events)
      const parts = events.filter((event) => event.recordedAt <= (isFact(event) ? facts : rules))
      // Origins are at the place of their revision, and the parts have gaps.
      const { origins } = whole
      expectEqual(
        answers(whole, { facts, rules, revision: null }),
        answers({ ...foldHistory(parts), origins }, now),
      )
    }),
  )
})

test('M21 facts as at any instant change no target, and bring no KPI on or off a scorecard', () => {
  fc.assert(
    fc.property(withInstants, ([events, facts]) => {
      const history = foldHistory(events)
      const rulesShown = (asAt: AsAt) =>
        regimes.map((regime) =>
          E.bimap(
            ({ _tag }: { readonly _tag: string }) => _tag,
            (card: Scorecard) =>
              card.serviceAreas.map(({ name, kpis: rows }) => [
                name,
                rows.map(({ cells, ...row }) => [
                  row,
                  cells.map(
                    (cell) =>
                      cell && [
                        cell.target,
                        cell.comparator,
                        cell.extrapolated,
                        cell.determinedBy.definition,
                        cell.determinedBy.target,
                      ],
                  ),
                ]),
              ]),
          )(scorecard(history, { periods, regime, asAt })),
        )
      expectEqual(rulesShown({ ...now, facts }), rulesShown(now))
    }),
  )
})

test('M21 rules as at any instant change no fact', () => {
  fc.assert(
    fc.property(withInstants, ([events, rules]) => {
      const history = foldHistory(events)
      const factsShown = (asAt: AsAt): ReadonlyMap<string, unknown> =>
        new Map(
          regimes.flatMap((regime) => {
            const card = scorecard(history, { periods, regime, asAt })
            const areas = E.isLeft(card) ? [] : card.right.serviceAreas
            return areas.flatMap((area) =>
              area.kpis.flatMap(({ kpi, cells }) =>
                cells.flatMap((cell): Array<[string, unknown]> => {
                  if (cell === null) return []
                  const { outcome, corrected, notes, determinedBy } = cell
                  // How a quarter or year is computed from months is a rule (M3), so it may come from another definition.
                  const by = cell.period.startsWith('FY') ? ` by ${determinedBy.definition}` : ''
                  const key = `${regime} ${kpi} ${cell.period}${by}`
                  return [[key, [outcome, corrected, notes, determinedBy.actual]]]
                }),
              ),
            )
          }),
        )
      const all = factsShown(now)
      for (const [key, fact] of factsShown({ ...now, rules }))
        if (all.has(key)) expectEqual(fact, all.get(key))
    }),
  )
})

test('asking changes nothing, and the same question has the same answer', () => {
  fc.assert(
    fc.property(withInstants, ([events, instant]) => {
      const history = foldHistory(events)
      const before = inOrder(history)
      const first = answers(history, now)
      const kept = structuredClone(first)
      answers(history, asAtInstant(instant))
      expectEqual(answers(history, now), kept)
      expectEqual(first, kept)
      expect(inOrder(history)).toBe(before)
    }),
  )
})

test('later events do not change an answer already given', () => {
  fc.assert(
    fc.property(withRevision, ([events, revision]) => {
      const history = foldHistory(events.slice(0, revision + 1))
      const given = answers(history, now)
      const kept = structuredClone(given)
      for (const event of events.slice(revision + 1)) addToHistory(history, event)
      expectEqual(given, kept)
    }),
  )
})

test('every answer is JSON: nothing undefined, no NaN, no -0', () => {
  fc.assert(
    fc.property(anyLedger, (events) => {
      const history = foldHistory(events)
      const { size, root } = valueOf(
        E.fromNullable('no digest')(digestAt(streamOf('pssp'), merkleLog(events), events.length)),
      )
      expect(drawnFrom(history, now)).toBe(size)
      const cards = regimes.flatMap((regime) => {
        const card = scorecard(history, { periods, regime })
        return E.isLeft(card) ? [] : [scorecardJson(card.right, { size, root })]
      })
      for (const answer of [cards, answers(history, now)])
        expect(JSON.parse(JSON.stringify(answer))).toStrictEqual(answer)
    }),
  )
})

test('a scorecard of several periods is their scorecards side by side', () => {
  fc.assert(
    fc.property(anyLedger, fc.constantFrom(...regimes), (events, regime) => {
      const history = foldHistory(events)
      const cellsIn = (card: Scorecard, column: number) =>
        card.serviceAreas
          .flatMap((area) => area.kpis.map(({ kpi, cells }) => ({ kpi, cell: cells[column] })))
          .filter(({ cell }) => cell !== null)
          .sort((a, b) => (a.kpi < b.kpi ? -1 : 1))
      const together = scorecard(history, { periods, regime })
      fc.pre(E.isRight(together))
      for (const [i, each] of periods.entries()) {
        const alone = valueOf(scorecard(history, { periods: [each], regime }))
        expectEqual(cellsIn(alone, 0), cellsIn(together.right, i))
        expectEqual(alone.summary, [together.right.summary[i]])
      }
    }),
  )
})

test('the summary counts each cell once by its code and once by its grade', () => {
  fc.assert(
    fc.property(anyLedger, (events) => {
      const answer = scorecard(foldHistory(events), { periods, regime: 'first' })
      fc.pre(E.isRight(answer))
      const card = answer.right
      const cells = card.serviceAreas.flatMap((area) => area.kpis.map((row) => row.cells))
      const total = (counts: Readonly<Record<string, number>>) =>
        Object.values(counts).reduce((a, b) => a + b, 0)
      for (const [i, { ratings, grades }] of card.summary.entries()) {
        const shown = cells.filter((row) => row[i] !== null).length
        expectEqual([total(ratings), total(grades)], [shown, shown])
      }
    }),
  )
})

test('M22 a regime compared with itself is the same throughout', () => {
  fc.assert(
    fc.property(anyLedger, (events) => {
      const answer = comparison(foldHistory(events), { a: 'first', b: 'first', periods })
      fc.pre(E.isRight(answer))
      for (const { kpi, cells } of answer.right.rows) {
        expect(kpi.a).toBe(kpi.b)
        for (const { a, b, change } of cells) {
          expectEqual(a, b)
          expect(change).toBe(a === null ? null : 'same')
        }
      }
    }),
  )
})

test('M22 a comparison shows the cells of both scorecards, except for evidence', () => {
  fc.assert(
    fc.property(anyLedger, (events) => {
      const history = foldHistory(events)
      const compared = comparison(history, { a: 'first', b: 'third', periods })
      fc.pre(E.isRight(compared))
      for (const side of ['a', 'b'] as const) {
        const regime = side === 'a' ? 'first' : 'third'
        const card = valueOf(scorecard(history, { periods, regime }))
        const rows = new Map(
          card.serviceAreas.flatMap((area) => area.kpis.map(({ kpi, cells }) => [kpi, cells])),
        )
        for (const { kpi, cells } of compared.right.rows)
          for (const [i, cell] of cells.entries()) {
            const shown = cell[side]
            if (kpi[side] === null) expect(shown).toBeNull()
            else if (shown === null || shown.evidence === null)
              expectEqual(shown, rows.get(kpi[side])?.[i] ?? null)
            else expect(rows.get(kpi[side])?.[i]).toMatchObject({ outcome: null })
          }
      }
    }),
  )
})
