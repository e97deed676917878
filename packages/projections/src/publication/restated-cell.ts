import { formatPeriod, type Period } from '@kpi-ledger/core'
import {
  amendmentsOf,
  decisionsFor,
  everythingKnown,
  findRegime,
  isSameJson,
  knownFrom,
  unwithdrawn,
  type Entry,
  outcomeInWords,
  type ActualEntry,
  type Known,
  type KPIRules,
  type RuleChange,
} from '@kpi-ledger/core/unstable'
import { sources } from '../figure/stand-ins'
import { ruleChanges } from '../history/rule-changes'
import type { Question } from '../history/question'
import { referencesTo, type EventReference } from '../history/reference'
import { cellsIn, type Cell, type CellIn, type DefinedCell } from '../scorecard/cell'

const FIELDS = [
  ...(['target', 'comparator', 'outcome'] as const),
  ...(['figure', 'reason', 'rating'] as const),
]

/** A field of a cell that can be restated. */
export type RestatedField = (typeof FIELDS)[number]

/** An event that restated a cell, and what it changed (M26, M31). */
export interface RestatingEvent extends EventReference {
  /** What a rule or an actual was before it, and became by it; null for what there was not. */
  readonly changes: ReadonlyArray<RuleChange>
}

/** A published cell that is different now (M26). */
export interface Restatement {
  /** The reference of the KPI. */
  readonly kpi: string
  /** What the KPI measures. */
  readonly description: string
  /** The cell as it was published; null if the KPI was not on the scorecard. */
  readonly asPublished: Cell | null
  /** The cell as it is now; null if the KPI is no longer on the scorecard. */
  readonly now: Cell | null
  /** What differs between the two; empty if one of them is null. */
  readonly changed: ReadonlyArray<RestatedField>
  /** The events that changed the cell, in recorded order. */
  readonly events: ReadonlyArray<RestatingEvent>
}

/** What was published of a column. */
export interface PublishedScope {
  /** The period of the scorecard. */
  readonly period: Period
  /** Id of the regime it was rated by. */
  readonly regime: string
  /** Number of events it was published from. */
  readonly size: number
}

/** A published column, and the question to compare it with. */
export interface PublishedColumn extends PublishedScope {
  /** The question for the cells as they are now. */
  readonly asked: Question
  /** The cell of a KPI as published. */
  readonly asPublished: CellIn
  /** The cell of a KPI as it is now. */
  readonly now: CellIn
}

/** The events published, and of the later ones those known to the question up to a revision. */
const upTo = (asked: Question, size: number, revision: number): Question => {
  const alsoPublished =
    (known: Known): Known =>
    (entry) =>
      entry.revision < size || (entry.revision <= revision && known(entry))
  return {
    ...asked,
    facts: unwithdrawn(asked.history, alsoPublished(asked.facts)),
    rules: unwithdrawn(asked.history, alsoPublished(asked.rules)),
  }
}

/** The cells from the events up to a revision, by the regime as amended by then (M30). */
const cellsUpTo = (
  asked: Question,
  { period, regime: name, size }: PublishedScope,
  revision: number,
): CellIn => {
  const question = upTo(asked, size, revision)
  const regime = findRegime(question.history.rules, name, question.rules)
  return regime === undefined ? () => null : cellsIn(question, { period, regime, named: true })
}

/** A published column to be compared with what is known to a question. */
export const publishedColumn = (asked: Question, published: PublishedScope): PublishedColumn => ({
  ...published,
  asked,
  asPublished: cellsUpTo(asked, published, published.size - 1),
  now: cellsUpTo(asked, published, Infinity),
})

const changedIn = (before: Cell, after: Cell): ReadonlyArray<RestatedField> =>
  FIELDS.filter((field) => !isSameJson(before[field], after[field]))

/** Whether two cells differ in what a restatement is of (M26). */
export const differ = (before: DefinedCell | null, after: DefinedCell | null): boolean =>
  before === null || after === null
    ? before !== after
    : changedIn(before.cell, after.cell).length > 0

/** The actuals that the cell may show, with those they replaced. */
const actualsFor = (
  { asked: { history, contract }, period }: PublishedColumn,
  { kpi }: KPIRules,
): ReadonlyArray<ActualEntry> =>
  sources(period, contract.yearStart).flatMap((each) =>
    knownFrom(history.actuals.latest(kpi, formatPeriod(each)), everythingKnown),
  )

const actualChange = ({ outcome, previous }: ActualEntry): RuleChange => ({
  of: 'actual',
  from: previous === null ? null : outcomeInWords(previous.outcome),
  to: outcomeInWords(outcome),
})

/** Entries after the publication that may affect the KPI's cell, in recorded order. */
const laterEntries = (
  { asked: { history }, period, regime, size }: PublishedColumn,
  kpi: KPIRules,
  actuals: ReadonlyArray<ActualEntry>,
): ReadonlyArray<Entry> => {
  const amendments = amendmentsOf(history.rules, regime, everythingKnown)
  const { definitions, revisions, statements, retirements } = kpi
  const decisions = decisionsFor(kpi, regime, formatPeriod(period), everythingKnown)
  const rules = [
    ...[...amendments, ...definitions, ...revisions, ...statements, ...retirements],
    ...decisions,
  ]
  const byRevision = new Map<number, Entry>()
  for (const entry of [...rules, ...actuals])
    for (const each of [entry, history.withdrawals.get(entry.revision)])
      if (each !== undefined && each.revision >= size) byRevision.set(each.revision, each)
  return [...byRevision.values()].sort((a, b) => a.revision - b.revision)
}

/**
 * How a KPI's cell of a published column differs from what was published; null if it does not. An
 * event caused it if the cell differs just after it. A KPI that was not on the scorecard, and is
 * now through a target for later months only (M6), restates nothing.
 */
export const restatementOf = (published: PublishedColumn, rules: KPIRules): Restatement | null => {
  const asPublished = published.asPublished(rules)
  const after = (cellIn: CellIn): DefinedCell | null => {
    const found = cellIn(rules)
    return asPublished === null && found?.cell.extrapolated === true ? null : found
  }
  const now = after(published.now)
  const described = differ(asPublished, now) ? (now ?? asPublished) : null
  if (described === null) return null
  const { history } = published.asked
  const doing: Array<Entry> = []
  let before = asPublished
  const actuals = actualsFor(published, rules)
  for (const entry of laterEntries(published, rules, actuals)) {
    const then = after(cellsUpTo(published.asked, published, entry.revision))
    if (differ(before, then)) doing.push(entry)
    before = then
  }
  return {
    kpi: rules.kpi,
    description: described.definition.description,
    asPublished: asPublished?.cell ?? null,
    now: now?.cell ?? null,
    changed: asPublished === null || now === null ? [] : changedIn(asPublished.cell, now.cell),
    events: referencesTo(history, doing).map((reference) => {
      const actual = actuals.find(({ revision }) => revision === reference.revision)
      const changes =
        actual === undefined
          ? ruleChanges(history, rules, reference.revision)
          : [actualChange(actual)]
      return { ...reference, changes }
    }),
  }
}
