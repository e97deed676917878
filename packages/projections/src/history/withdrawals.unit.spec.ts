import { foldHistory, type DomainEvent, type RecordedEvent } from '@kpi-ledger/core'
import { admit, branded } from '@kpi-ledger/core/unstable'
import { arbitraryLedger, fc } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { runs } from '../../../../scripts/jest/runs'
import { comparison } from '../comparison/comparison'
import { due } from '../due/due'
import { explanation } from '../explanation/explanation'
import { findings } from '../findings/findings'
import {
  actual,
  adopted,
  at,
  cardFor,
  cellOf,
  corrected,
  defined,
  expectEqual,
  figureOf,
  kpisOf,
  period,
  recorded,
  registered,
  valueOf,
} from '../fixture.spec'
import { points } from '../points/points'
import { restatements } from '../publication/restatements'
import { reconciliation } from '../reconciliation/reconciliation'
import { rules } from '../rules/rules'
import { scorecard } from '../scorecard/scorecard'
import { tracker } from '../tracker/tracker'
import { yearGrid } from '../year-grid/year-grid'
import { asAt as asAtInstant, eventKnown, now, type AsAt } from './as-at'
import { decodeHistory } from './history.codec'
import { inOrder } from '../../../../scripts/jest/in-order'
import { encodeHistory } from './encode-history'
import { withdrawnBy } from './withdrawn'

const withdrawn = (revision: number): DomainEvent => ({
  type: 'EventWithdrawn',
  data: {
    event: branded(`00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`),
    reason: 'typed twice',
  },
})

const base = [registered, adopted('r', '2016-04'), defined('K', 'r', '2016-04')]
const financialYear = { kind: 'financial-year', financialYear: 2015 } as const
const periods = ['2016-03', '2016-04', 'FY2015-Q4', 'FY2015'].map(period)

/** Every answer about a history, as text. */
const answersOf = (events: ReadonlyArray<RecordedEvent>, asAt: AsAt): string => {
  const history = foldHistory(events)
  const kpis = ['1', '2', 'R&B-K-001', 'C']
  return JSON.stringify([
    periods.map((each) => scorecard(history, { periods: [each], asAt })),
    ['first', 'second'].map((regime) => scorecard(history, { periods, regime, asAt })),
    comparison(history, { a: 'first', b: 'second', periods, asAt }),
    findings(history, { asAt }),
    restatements(history, { asAt }),
    reconciliation(history, { asAt }),
    points(history, { financialYear, asAt }),
    rules(history, { asAt }),
    yearGrid(history, { financialYear, asAt }),
    periods.map((each) => due(history, { period: each, asAt, now: '2030-02-01T00:00:00.000Z' })),
    kpis.map((kpi) =>
      tracker(history, {
        kpi,
        regime: 'first',
        financialYear,
        asAt,
      }),
    ),
  ])
}

/** A withdrawal of the last event, recorded a while later. */
const takenBack = (last: RecordedEvent): RecordedEvent => ({
  ...last,
  type: 'EventWithdrawn',
  id: branded('ffffffff-0000-4000-8000-000000000000'),
  revision: last.revision + 1,
  recordedAt: branded('2030-01-01T00:00:00.000Z'),
  data: { event: last.id, reason: 'typed twice' },
})

const ledgers = arbitraryLedger({ maxCommands: 20 }).filter((events) => {
  const last = events.at(-1)
  return last !== undefined && last.type !== 'EventWithdrawn' && last.revision > 1
})

describe('M29 the laws of withdrawing', () => {
  it('of the last event gives the ledger without it, and leaves what was known before', () => {
    fc.assert(
      fc.property(ledgers, (events) => {
        const last = events.at(-1)
        if (last === undefined) return
        const all = [...events, takenBack(last)]
        expectEqual(answersOf(all, now), answersOf(events.slice(0, -1), now))
        for (const asAt of [asAtInstant(last.recordedAt), { ...now, revision: last.revision }])
          expectEqual(answersOf(all, asAt), answersOf(events, asAt))
      }),
      { numRuns: runs(60) },
    )
  })

  it('and recording again has the effect of recording once', () => {
    fc.assert(
      fc.property(ledgers, (events) => {
        const last = events.at(-1)
        if (last === undefined) return
        const again: RecordedEvent = {
          ...last,
          id: branded('ffffffff-0000-4000-8000-000000000001'),
          revision: last.revision + 2,
          recordedAt: branded('2030-01-01T00:00:00.000Z'),
        }
        const before = foldHistory([...events, takenBack(last)])
        expect(E.isRight(admit(before, again))).toBe(true)
        const shown = (of: ReadonlyArray<RecordedEvent>) =>
          periods.map((each) =>
            E.map((card: ReturnType<typeof cardFor>) =>
              kpisOf(card).map(({ kpi, description, cells }) => [
                ...[kpi, description],
                ...cells.map(
                  (cell) => cell && [cell.target, cell.outcome, cell.rating, cell.notes],
                ),
              ]),
            )(scorecard(foldHistory(of), { periods: [each] })),
          )
        expectEqual(shown([...events, takenBack(last), again]), shown(events))
      }),
      { numRuns: runs(40) },
    )
  })

  it('a history written as text has its withdrawals', () => {
    fc.assert(
      fc.property(ledgers, (events) => {
        const last = events.at(-1)
        if (last === undefined) return
        const history = foldHistory([...events, takenBack(last)])
        const text = encodeHistory(history)
        const decoded = valueOf(decodeHistory(text))
        expect(inOrder(decoded)).toBe(inOrder(history))
        expect(decoded.withdrawals).toEqual(history.withdrawals)
      }),
      { numRuns: runs(20) },
    )
  })
})

describe('M29 a withdrawal', () => {
  it('of a correction brings back what it corrected', () => {
    const history = foldHistory(
      recorded([...base, actual('K', '2016-04', 91), corrected('K', '2016-04', 80), withdrawn(4)]),
    )
    expect(figureOf(cellOf(cardFor(history, '2016-04')))).toBe(91)
    const before = cardFor(history, '2016-04', { asAt: asAtInstant(at(4)) })
    expect(figureOf(cellOf(before))).toBe(80)
    const { events } = valueOf(explanation(history, { kpi: 'K', period: period('2016-04') }))
    expect(events.map(({ revision }) => revision)).not.toContain(4)
  })

  it('is a fact or a rule, like the event it withdraws', () => {
    const events = recorded([
      ...base,
      actual('K', '2016-04', 91),
      { type: 'ContractAmended', data: { title: 'Other', reason: 'misprint' } },
      withdrawn(3),
      withdrawn(4),
    ])
    const history = foldHistory(events)
    const shown = (asAt: Partial<AsAt>) => {
      const card = cardFor(history, '2016-04', { asAt })
      return [figureOf(cellOf(card)), card.title]
    }
    expect(shown({})).toEqual([null, 'Contract C'])
    expect(shown({ facts: at(4) })).toEqual([91, 'Contract C'])
    expect(shown({ rules: at(4) })).toEqual([null, 'Other'])
    const listed = (asAt: Partial<AsAt>) =>
      events.filter(eventKnown({ ...now, ...asAt })).map(({ revision }) => revision)
    expect(listed({ facts: at(4) })).toEqual([0, 1, 2, 3, 4, 6])
    expect(listed({ rules: at(4) })).toEqual([0, 1, 2, 3, 4, 5])
    const withdrawals = new Map(
      events.flatMap((event) =>
        event.type === 'EventWithdrawn' ? [[event.data.event, event] as const] : [],
      ),
    )
    const taken = (asAt: Partial<AsAt>) =>
      events.filter(withdrawnBy(withdrawals, { ...now, ...asAt })).map(({ revision }) => revision)
    expect(taken({})).toEqual([3, 4])
    expect(taken({ facts: at(4) })).toEqual([4])
    expect(taken({ rules: at(4) })).toEqual([3])
  })

  it('places a KPI by the definition in force', () => {
    const events = [
      ...[registered, adopted('r', '2016-04')],
      ...[defined('A', 'r', '2016-04'), defined('B', 'r', '2016-04')],
      ...[withdrawn(2), defined('A', 'r', '2016-04')],
    ]
    const history = foldHistory(recorded(events))
    const order = (asAt: Partial<AsAt>) =>
      kpisOf(cardFor(history, '2016-04', { asAt })).map(({ kpi }) => kpi)
    expect(order({})).toEqual(['B', 'A'])
    expect(order({ revision: 4 })).toEqual(['B'])
    expect(order({ revision: 3 })).toEqual(['A', 'B'])
  })
})
