import type { Rating } from '@kpi-ledger/core'
import {
  changesBetween,
  changesInWords,
  definitionParts,
  effectiveTarget,
  isSameJson,
  lastMonth,
  schemeParts,
  statementInForce,
  formatMonth,
  targetParts,
  type Adoption,
  type Definition,
  type EffectiveTarget,
  type Entry,
  type KPIRules,
  type RulePart,
  type Statement,
} from '@kpi-ledger/core/unstable'
import type { Question } from '../history/question'
import { sayingIn } from '../history/rule-changes'
import { cellOf } from '../scorecard/cell'
import {
  columnIn,
  found,
  isOnScorecard,
  nameOf,
  type CurrentActual,
  type FindingContext,
  type FindingRule,
} from './context'
import { laterRules } from './later-rules'

/** The rules of a cell as far as they were known after an event. */
interface RulesOfCell {
  readonly regime: Adoption
  readonly statement: Statement
  readonly definition: Definition
  readonly target: EffectiveTarget | null
  /** By the rules, whatever was decided (M33). */
  readonly rating: Rating
}

/** The rules of an actual's cell after the event of a revision; null if it was on no scorecard. */
const rulesAfter = (
  context: FindingContext,
  rules: KPIRules,
  { period }: CurrentActual,
  revision: number,
): RulesOfCell | null => {
  const { question } = context
  const { yearStart } = question.contract
  const then: Question = {
    ...question,
    rules: (entry) => question.rules(entry) && entry.revision <= revision,
  }
  const column = columnIn({ ...context, question: then }, period)
  const cell = column && cellOf(then, rules, column)
  if (column === null || cell === null) return null
  const month = lastMonth(period, yearStart)
  const { regime, named } = column
  const stated = statementInForce(rules, regime.regime, formatMonth(month), named, then.rules)
  if (stated === undefined) return null
  const { statement } = stated
  const target = effectiveTarget(statement.target, month, yearStart)
  return { regime, statement, definition: cell.definition, target, rating: cell.byRules.rating }
}

/** The rules of a cell in words, as far as its rating rests on them. */
const partsOf = (
  { history }: Question,
  { regime, definition, target }: RulesOfCell,
): ReadonlyArray<RulePart> => [
  { of: 'regime', words: regime.regime },
  ...(target === null ? [] : targetParts(target, sayingIn(history, definition))),
  ...definitionParts(definition).filter(({ of }) => /unit|rounding/.test(of)),
  ...schemeParts(regime.scheme),
]

/**
 * Whether the target, the unit that it and the figure are read in, and the rating are the same. A new
 * regime may leave all three as they were.
 */
const isSame = (a: RulesOfCell, b: RulesOfCell): boolean =>
  isSameJson(a.target, b.target) &&
  a.definition.unit === b.definition.unit &&
  isSameJson(a.rating, b.rating)

/** A change of a cell's rules, and the events that made it. */
interface Step {
  readonly from: RulesOfCell
  readonly to: RulesOfCell
  readonly by: ReadonlyArray<Entry>
}

/** The changes of a cell's rules by the events after its actual was first recorded, in recorded order. */
const stepsBy = (
  context: FindingContext,
  rules: KPIRules,
  current: CurrentActual,
  first: Entry,
  later: ReadonlyArray<Entry>,
): ReadonlyArray<Step> => {
  if (later.length === 0) return []
  const steps: Array<Step> = []
  let from = rulesAfter(context, rules, current, first.revision)
  if (from === null) return []
  let by: Array<Entry> = []
  for (const entry of later) {
    const to = rulesAfter(context, rules, current, entry.revision)
    const isAdopted = to === null || to.regime.revision !== from.regime.revision
    if (isAdopted) by.push(entry)
    else by = [entry]
    if (to === null) continue
    if (!isSame(from, to)) steps.push({ from, to, by })
    ;[from, by] = [to, []]
  }
  return steps
}

const ratingPart = ({ rating }: RulesOfCell): ReadonlyArray<RulePart> => [
  { of: 'rating', words: `"${rating.label}"` },
]

const stepInWords = ({ question }: FindingContext, { from, to, by }: Step): string => {
  const changes = changesBetween(partsOf(question, from), partsOf(question, to))
  const rating = changesBetween(ratingPart(from), ratingPart(to))
  const events = by.map(
    ({ revision, recordedAt }) => `event ${revision} of ${recordedAt.slice(0, 10)}`,
  )
  return `${events.join(' and ')} changed ${changesInWords([...changes, ...rating])}`
}

/**
 * Rules changed for a period whose actual was already recorded: its target, with tolerance and
 * levels, its unit, or the regime it is rated under (M6, M31).
 */
export const targetAfterActual: FindingRule = (context, rules, actuals) => {
  const laterThan = laterRules(context, rules)
  return actuals.flatMap((current) => {
    const { period, text, month, first } = current
    const steps = stepsBy(context, rules, current, first, laterThan(month, first))
    const [was, is] = [steps[0]?.from, steps.at(-1)?.to]
    if (was === undefined || is === undefined || isSame(was, is)) return []
    const column = columnIn(context, period)
    if (!isOnScorecard(context, rules, column)) return []
    const sentence =
      `after the actual for ${nameOf(context, period)} had been recorded, ` +
      steps.map((step) => stepInWords(context, step)).join('; ')
    const { regime } = column.regime
    const of = { kpi: rules.kpi, period: text, regime, sentence }
    const by = steps.flatMap((step) => step.by)
    return [found(context, 'target-after-actual', of, [was.statement, first, ...by])]
  })
}
