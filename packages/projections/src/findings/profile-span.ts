import {
  findRegime,
  formatMonth,
  lastMonth,
  monthAt,
  monthIndex,
  readPeriod,
  type KPIRules,
  type Statement,
} from '@kpi-ledger/core/unstable'
import type { FindingContext } from './context'

/** The first months, of those known, in which another statement, retirement or regime takes over. */
const ends = (
  { question: { history, rules: known }, regime: named }: FindingContext,
  { statements, retirements }: KPIRules,
  { regime, effectiveFrom, revision }: Statement,
): ReadonlyArray<string> => {
  const start = findRegime(history.rules, regime, known)?.effectiveFrom ?? ''
  const successors = statements.filter(
    (other) =>
      other.regime === regime &&
      (other.effectiveFrom > effectiveFrom ||
        (other.effectiveFrom === effectiveFrom && other.revision > revision)),
  )
  const regimes =
    named === null ? history.rules.adoptions.filter((other) => other.effectiveFrom > start) : []
  const retired = retirements.filter((retirement) => retirement.regime === regime)
  return [...successors, ...retired, ...regimes].filter(known).map((each) => each.effectiveFrom)
}

/** The months of the year, 1 to 12, in which a statement is ever in force (M4 to M7). */
export const monthsInForce = (
  context: FindingContext,
  rules: KPIRules,
  statement: Statement,
): ReadonlySet<number> => {
  const inForce = new Set<number>()
  const { yearStart } = context.question.contract
  const first = monthIndex(lastMonth(readPeriod(statement.effectiveFrom), yearStart))
  const until = ends(context, rules, statement)
  for (let index = first; index < first + 12; index += 1) {
    const month = monthAt(index)
    if (until.some((end) => end <= formatMonth(month))) break
    inForce.add(month.month)
  }
  return inForce
}
