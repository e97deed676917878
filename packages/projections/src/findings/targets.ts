import type { Unit } from '@kpi-ledger/core'
import {
  canonicalJson,
  effectiveTarget,
  formatMonth,
  lastMonth,
  statementInForce,
  type EffectiveTarget,
  type KPIRules,
  type Statement,
} from '@kpi-ledger/core/unstable'
import { periodName } from '../explanation/calendar-words'
import { targetInUnit } from '../explanation/figure'
import type { Column } from '../scorecard/cell'
import {
  columnIn,
  definitionUnder,
  found,
  currentActuals,
  isOnScorecard,
  knownEntries,
  type FindingContext,
  type FindingRule,
} from './context'

const inForce = (
  { question: { rules: known, contract } }: FindingContext,
  rules: KPIRules,
  { period, regime, named }: Column,
  before: number,
): Statement | null => {
  const month = formatMonth(lastMonth(period, contract.yearStart))
  const isKnown: typeof known = (entry) => known(entry) && entry.revision < before
  return statementInForce(rules, regime.regime, month, named, isKnown)?.statement ?? null
}

/** The value of a target in a period; null if its profile has none. */
const effective = (
  { question: { contract } }: FindingContext,
  { target }: Statement,
  { period }: Column,
): EffectiveTarget | null =>
  effectiveTarget(target, lastMonth(period, contract.yearStart), contract.yearStart)

const isSame = (a: EffectiveTarget | null, b: EffectiveTarget | null): boolean =>
  canonicalJson(a) === canonicalJson(b)

const inWords = (target: EffectiveTarget | null, unit: Unit): string =>
  target === null ? 'none' : targetInUnit(target, unit)

/** What was revised: the value, or else the tolerance or levels. */
const change = (from: string, to: string): string =>
  from === to
    ? `${to} was given another tolerance or other levels`
    : `was revised from ${from} to ${to}`

/** Targets revised for a period whose actual was already recorded (M6). */
export const targetAfterActual: FindingRule = (context, rules) =>
  currentActuals(context, rules).flatMap(({ period, text, entry }) => {
    const first = knownEntries(context, entry).at(-1) ?? entry
    const column = columnIn(context, period)
    if (!isOnScorecard(context, rules, column)) return []
    const statement = inForce(context, rules, column, Infinity)
    const before = inForce(context, rules, column, first.revision)
    const definition = definitionUnder(context, rules, column.regime)
    if (statement === null || before === null || definition === null) return []
    if (statement.revision < first.revision) return []
    const [was, is] = [effective(context, before, column), effective(context, statement, column)]
    if (isSame(was, is)) return []
    const { unit } = definition
    const sentence =
      `the target for ${periodName(period)} ${change(inWords(was, unit), inWords(is, unit))} ` +
      `on ${statement.recordedAt.slice(0, 10)}, after its actual had been recorded`
    const { regime } = column.regime
    const of = { kpi: rules.kpi, period: text, regime, sentence }
    return [found(context, 'target-after-actual', of, [before, first, statement])]
  })
