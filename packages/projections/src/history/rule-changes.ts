import type { History } from '@kpi-ledger/core'
import {
  changesBetween,
  decisionsFor,
  definitionInForce,
  definitionParts,
  exact,
  findRegime,
  keptOf,
  plainly,
  ratingNamed,
  retirementInForce,
  schemeParts,
  statementInForce,
  targetParts,
  unwithdrawn,
  type Adoption,
  type Amendment,
  type Decision,
  type Definition,
  type Entry,
  type Known,
  type KPIRules,
  type RuleChange,
  type RulePart,
  type Saying,
} from '@kpi-ledger/core/unstable'
import { figureInWords } from '../explanation/figure'
import { DEFAULT_DECIMALS } from '../figure/aggregate'
import { contractAmended } from './contract-amended'

/** A rule event: which regime it belongs to, and from which month on it is in force. */
interface RuleEntry extends Entry {
  readonly regime: string
  readonly effectiveFrom: string
}

/** The regime in effect before another, as amended by then; the other itself if it is known (M30). */
const regimeBefore = (
  { rules }: History,
  { regime, effectiveFrom }: Adoption,
  known: Known,
): Adoption | undefined => {
  const same = findRegime(rules, regime, known)
  if (same !== undefined) return same
  const before = rules.adoptions
    .filter((other) => known(other) && other.effectiveFrom < effectiveFrom)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0]
  return before && findRegime(rules, before.regime, known)
}

/** What stood after the event of a revision (M29). */
const upTo = (history: History, last: number): Known =>
  unwithdrawn(history, ({ revision }) => revision <= last)

/** How rules in a definition's unit are put into words. */
export const sayingIn = ({ contract }: History, definition: Definition | undefined): Saying => ({
  figure:
    definition === undefined
      ? plainly.figure
      : (value) => figureInWords(exact(value), definition.unit),
  yearStart: contract?.yearStart ?? plainly.yearStart,
})

/** The statement in force under a regime, else under those before it. */
const statementBefore = (
  history: History,
  rules: KPIRules,
  regime: Adoption,
  month: string,
  known: Known,
) => {
  const earlier = history.rules.adoptions
    .filter((other) => known(other) && other.effectiveFrom <= regime.effectiveFrom)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))
  for (const each of earlier) {
    const found = statementInForce(rules, each.regime, month, false, known)
    if (found !== undefined) return found.statement
  }
  return undefined
}

/** What is in force for a KPI under a regime in a month, in words. */
const partsInForce = (
  history: History,
  rules: KPIRules,
  regime: Adoption,
  month: string,
  known: Known,
): ReadonlyArray<RulePart> => {
  const definition = definitionInForce(history.rules, rules, regime, month, known)
  const statement = statementBefore(history, rules, regime, month, known)
  const retirement = retirementInForce(rules, regime.regime, month, known)
  return [
    ...(statement === undefined
      ? []
      : targetParts(statement.target, sayingIn(history, definition))),
    ...(definition === undefined
      ? []
      : definitionParts({ decimals: DEFAULT_DECIMALS, ...definition })),
    ...(retirement === undefined ? [] : [{ of: 'retirement', words: retirement.effectiveFrom }]),
  ]
}

const ruleAt = (rules: KPIRules, revision: number): RuleEntry | undefined =>
  [...rules.definitions, ...rules.revisions, ...rules.statements, ...rules.retirements].find(
    (entry) => entry.revision === revision,
  )

const adoptionChanges = (history: History, adoption: Adoption): ReadonlyArray<RuleChange> => {
  const before = regimeBefore(history, adoption, upTo(history, adoption.revision - 1))
  return before === undefined
    ? []
    : changesBetween(schemeParts(before.scheme), schemeParts(adoption.scheme))
}

/** A contract's title and parties before and after the event of a revision (M30). */
const contractChanges = (history: History, revision: number): ReadonlyArray<RuleChange> => {
  const partsUpTo = (last: number): ReadonlyArray<RulePart> => {
    if (history.contract === null) return []
    const known = upTo(history, last)
    const { title, authority, supplier } = contractAmended(history, history.contract, known)
    return [
      { of: 'title', words: `"${title}"` },
      { of: 'authority', words: `"${authority}"` },
      { of: 'supplier', words: `"${supplier}"` },
    ]
  }
  return changesBetween(partsUpTo(revision - 1), partsUpTo(revision))
}

const amendmentChanges = (
  history: History,
  { regime, revision }: Amendment,
): ReadonlyArray<RuleChange> => {
  const partsUpTo = (last: number): ReadonlyArray<RulePart> => {
    const amended = findRegime(history.rules, regime, upTo(history, last))
    return amended === undefined
      ? []
      : [{ of: 'title', words: `"${amended.title}"` }, ...schemeParts(amended.scheme)]
  }
  return changesBetween(partsUpTo(revision - 1), partsUpTo(revision))
}

/** The decided rating of a cell before and after a decision (M33). */
const decisionChanges = (
  history: History,
  rules: KPIRules,
  { regime, period, revision }: Decision,
): ReadonlyArray<RuleChange> => {
  const partsUpTo = (last: number): ReadonlyArray<RulePart> => {
    const known = upTo(history, last)
    const adoption = findRegime(history.rules, regime, known)
    const decision = decisionsFor(rules, regime, period, known).at(-1)
    const rating = adoption && decision && ratingNamed(adoption.scheme, decision.code)
    return rating === undefined ? [] : [{ of: 'decided rating', words: `"${rating.label}"` }]
  }
  return changesBetween(partsUpTo(revision - 1), partsUpTo(revision))
}

/**
 * What the rule event of a revision changed, each part with what it was just before the event and
 * what it became, in the month from which it is in force (M31). Empty for other events, and where
 * there was no such rule before it. What a regime changes is compared with the one before it, and so
 * is the first target of a KPI under a new regime.
 */
export const ruleChanges = (
  history: History,
  rules: KPIRules | null,
  revision: number,
): ReadonlyArray<RuleChange> => {
  const adoption = history.rules.adoptions.find((each) => each.revision === revision)
  if (adoption !== undefined) return adoptionChanges(history, adoption)
  const amendment = history.rules.amendments.find((each) => each.revision === revision)
  if (amendment !== undefined) return amendmentChanges(history, amendment)
  if (keptOf(history, 'ContractAmended').some((each) => each.revision === revision))
    return contractChanges(history, revision)
  const decision = rules?.decisions.find((each) => each.revision === revision)
  if (rules !== null && decision !== undefined) return decisionChanges(history, rules, decision)
  const rule = rules === null ? undefined : ruleAt(rules, revision)
  const regime =
    rule === undefined ? undefined : findRegime(history.rules, rule.regime, upTo(history, revision))
  if (rules === null || rule === undefined || regime === undefined) return []
  const partsUpTo = (last: number): ReadonlyArray<RulePart> =>
    partsInForce(history, rules, regime, rule.effectiveFrom, upTo(history, last))
  const before = partsUpTo(revision - 1)
  return before.length === 0 ? [] : changesBetween(before, partsUpTo(revision))
}
