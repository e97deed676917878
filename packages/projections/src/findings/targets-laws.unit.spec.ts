import { foldHistory, type DomainEvent, type History, type Unit } from '@kpi-ledger/core'
import {
  branded,
  canonicalJson,
  effectiveTarget,
  historySize,
  knownFrom,
  kpisDefined,
  lastMonth,
  formatMonth,
  statementInForce,
  type ActualEntry,
  type KPIRules,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { runs } from '../../../../scripts/jest/runs'
import { now } from '../history/as-at'
import { ask, type Question } from '../history/question'
import { cellOf } from '../scorecard/cell'
import { columnOf } from '../scorecard/scorecard'
import {
  actual,
  adopted,
  atLeast,
  defined,
  recorded,
  registered,
  retired,
  revised,
  scheme,
  valueOf,
} from '../fixture.spec'
import { findings } from './findings'

/**
 * The target and rating of an actual by the rules as they were after an event; null if it has none.
 */
const judgedAfter = (
  question: Question,
  rules: KPIRules,
  { period }: ActualEntry,
  revision: number,
  named: string | undefined,
): string | null => {
  const then: Question = {
    ...question,
    rules: (entry) => entry.revision <= revision && question.rules(entry),
  }
  const column = columnOf(then, named)(period)
  if (E.isLeft(column)) return null
  const cell = cellOf(then, rules, column.right)
  if (cell === null) return null
  const { yearStart } = question.contract
  const month = lastMonth(period, yearStart)
  const { regime } = column.right.regime
  const inForce = statementInForce(
    rules,
    regime,
    formatMonth(month),
    named !== undefined,
    then.rules,
  )
  const target = effectiveTarget(inForce?.statement.target ?? null, month, yearStart)
  return canonicalJson([target, cell.definition.unit, cell.byRules.rating])
}

interface Found {
  readonly period: string
  /** The events after which the target, its unit or the rating was different. */
  readonly by: ReadonlyArray<number>
}

/** What changed after an actual, worked out by looking after every single later event. */
const changedAfterActual = (history: History, named: string | undefined): ReadonlyArray<Found> => {
  const question = valueOf(ask(history, now))
  const found: Array<Found> = []
  for (const rules of kpisDefined(history, question.rules))
    for (const [period, latest] of history.actuals.get(rules.kpi) ?? []) {
      const first = knownFrom(latest, question.facts).at(-1)
      if (first === undefined) continue
      const size = historySize(history)
      const judged = Array.from({ length: size - first.revision }, (_, i) =>
        judgedAfter(question, rules, first, first.revision + i, named),
      )
      const [was, is] = [judged[0] ?? null, judged.at(-1) ?? null]
      if (was === null || is === null || was === is) continue
      const by = judged.flatMap((each, i) => {
        const before = judged.slice(0, i).findLast((earlier) => earlier !== null)
        return i > 0 && each !== null && each !== before ? [first.revision + i] : []
      })
      found.push({ period, by })
    }
  return found.sort((a, b) => (a.period < b.period ? -1 : 1))
}

const anyMonth = fc.constantFrom('2016-04', '2016-05', '2016-06', '2016-07')
const anyRegime = fc.constantFrom('r', 's')
const anyValue = fc.constantFrom(79.6, 80, 90)

/** Rules and figures of one KPI in any order, backdated or not. */
const event: fc.Arbitrary<DomainEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(anyMonth, anyValue).map(([at, of]) => actual('K', at, of)) },
  fc
    .tuple(anyRegime, anyMonth, anyValue)
    .map(([of, from, to]) => revised('K', of, from, atLeast(to))),
  anyMonth.map((from) => adopted('s', from)),
  fc.tuple(anyRegime, anyMonth).map(([of, from]) => defined('K', of, from)),
  fc.tuple(anyRegime, anyMonth).map(([of, from]) => retired('K', of, from)),
  fc.tuple(anyRegime, fc.constantFrom('Missed', 'Not Met')).map(([of, label]): DomainEvent => ({
    type: 'RegimeAmended',
    data: {
      ...{ regime: of, reason: 'misprinted' },
      scheme: {
        ...scheme,
        bands: scheme.bands.map((band) => (band.code === 'not-met' ? { ...band, label } : band)),
      },
    },
  })),
  fc.tuple(anyRegime, anyMonth, fc.constantFrom(0, 1)).map(([of, from, ratedTo]): DomainEvent => ({
    type: 'DefinitionRevised',
    data: { regime: of, kpi: 'K', effectiveFrom: branded(from), ratedTo },
  })),
  fc
    .tuple(anyRegime, anyMonth, fc.constantFrom<Unit>('percent', 'days'))
    .map(([of, from, unit]): DomainEvent => ({
      type: 'DefinitionRevised',
      data: { regime: of, kpi: 'K', effectiveFrom: branded(from), unit },
    })),
  fc.tuple(anyRegime, anyMonth).map(([of, period]): DomainEvent => ({
    type: 'RatingDecided',
    data: { regime: of, kpi: 'K', period, code: 'exceeded', reason: 'Relief' },
  })),
)

const ledger = fc
  .array(event, { minLength: 3, maxLength: 12 })
  .map((events) =>
    recorded([registered, adopted('r', '2016-04'), defined('K', 'r', '2016-04'), ...events]),
  )

it('M31 finds for each figure what looking after every single later event finds', () => {
  fc.assert(
    fc.property(ledger, fc.constantFrom(undefined, 'r', 's'), (events, named) => {
      const history = foldHistory(events)
      const answer = findings(history, named === undefined ? {} : { regime: named })
      if (E.isLeft(answer)) return
      const found = answer.right.findings.filter(({ finding }) => finding === 'target-after-actual')
      const expected = changedAfterActual(history, named)
      expect(found.map(({ period }) => period)).toEqual(expected.map(({ period }) => period))
      for (const [i, { events: behind }] of found.entries())
        expect(behind.map(({ revision }) => revision)).toEqual(
          expect.arrayContaining([...(expected[i]?.by ?? [])]),
        )
    }),
    { numRuns: runs(400) },
  )
})
