import { formatPeriod, type Outcome, type Target, type Unit } from '@kpi-ledger/core'
import { ruleChanges } from '../history/rule-changes'
import {
  amendmentsOf,
  decisionsFor,
  definitionLayers,
  effectiveTarget,
  findRegime,
  formatMonth,
  knownFrom,
  lastMonth,
  ratingNamed,
  retirementInForce,
  statementsUnder,
  type Definition,
  type DefinitionFields,
  type Entry,
  type FigureSource,
  type KPIRules,
  type RuleChange,
  type RevisedDefinition,
  type Statement,
} from '@kpi-ledger/core/unstable'
import { kpiNotes } from '../history/facts'
import type { Question } from '../history/question'
import { referencesTo, type EventReference } from '../history/reference'
import type { ShownFigure } from '../figure/figure'
import { targetShown, type Cell } from '../scorecard/cell'
import type { Column } from '../scorecard/column'

/** What an event contributed to a cell. */
export type Contribution =
  | { readonly gave: 'regime'; readonly regime: string; readonly title: string }
  | {
      readonly gave: 'definition'
      readonly regime: string
      readonly description: string
      readonly unit: Unit
    }
  | {
      readonly gave: 'redefinition'
      readonly regime: string
      readonly effectiveFrom: string
      /** The fields of the definition that it restates (M30). */
      readonly fields: Partial<DefinitionFields>
    }
  | {
      readonly gave: 'target'
      readonly effectiveFrom: string
      /** As stated, including any profile; null if it says that there is none (M9a). */
      readonly target: Target | null
      /** Its value in the period, as in a cell. */
      readonly value: Cell['target']
    }
  | { readonly gave: 'retirement'; readonly effectiveFrom: string }
  | {
      readonly gave: 'actual'
      /** The KPI it was recorded for: another one where that one's figure was taken (M23). */
      readonly kpi: string
      readonly period: string
      readonly outcome: Outcome
    }
  | { readonly gave: 'note'; readonly text: string }
  | { readonly gave: 'decision'; readonly code: string; readonly label: string }

/** An event behind a cell (M28). */
export type SourceEvent = Contribution &
  EventReference & {
    /** What a rule was before it, and became by it (M31). */
    readonly changes: ReadonlyArray<RuleChange>
    /** The revision of the one that is in force instead. */
    readonly supersededBy: number | null
    /** The file and cell that it was collected from; null if its metadata names none. */
    readonly source: FigureSource | null
  }

interface Link {
  readonly entry: Entry
  readonly gave: Contribution
  readonly supersededBy: number | null
}

/** Entries, each superseded by the next. */
const chained = <A extends Entry>(
  entries: ReadonlyArray<A>,
  gave: (entry: A) => Contribution,
): ReadonlyArray<Link> =>
  entries.map((entry, i) => ({
    entry,
    gave: gave(entry),
    supersededBy: entries[i + 1]?.revision ?? null,
  }))

/**
 * Entries applied in order, field by field (M30). An entry is superseded by the one
 * that leaves none of its fields in force.
 */
const laidOver = <A extends Entry>(
  entries: ReadonlyArray<A>,
  fieldsOf: (entry: A) => object,
  gave: (entry: A) => Contribution,
): ReadonlyArray<Link> =>
  entries.map((entry, i) => {
    const left = new Set(Object.keys(fieldsOf(entry)))
    const last = entries.slice(i + 1).find((later) => {
      for (const field of Object.keys(fieldsOf(later))) left.delete(field)
      return left.size === 0
    })
    return { entry, gave: gave(entry), supersededBy: last?.revision ?? null }
  })

/** The adoption of the regime and its amendments (M30). */
const regimes = (
  { history: { rules }, rules: known }: Question,
  { regime: { regime } }: Column,
): ReadonlyArray<Link> => {
  const adopted = rules.adoptions.filter((each) => each.regime === regime && known(each))
  const stated = [...adopted, ...amendmentsOf(rules, regime, known)]
  let title = ''
  return laidOver(
    stated,
    (each) => ({
      ...(each.title === undefined ? {} : { title: each.title }),
      ...(each.scheme === undefined ? {} : { scheme: each.scheme }),
    }),
    (each) => {
      title = each.title ?? title
      return { gave: 'regime', regime, title }
    },
  )
}

const fieldsStated = ({
  revision: _,
  recordedAt: __,
  regime: ___,
  kpi: ____,
  effectiveFrom: _____,
  reason: ______,
  ...fields
}: RevisedDefinition): Partial<DefinitionFields> => fields

/** The revisions applied to the definition in force (M8, M30). */
const revisions = (
  { history, rules: known }: Question,
  rules: KPIRules,
  { regime }: Column,
  month: string,
): ReadonlyArray<Link> =>
  laidOver(
    definitionLayers(history.rules, rules, regime, month, known)?.revisions ?? [],
    fieldsStated,
    (each) => ({
      gave: 'redefinition',
      regime: each.regime,
      effectiveFrom: each.effectiveFrom,
      fields: fieldsStated(each),
    }),
  )

/** Ordered by start; if equal, the one recorded first comes first. */
const inOrder = <A extends Entry>(
  entries: ReadonlyArray<A>,
  start: (entry: A) => string,
): ReadonlyArray<A> =>
  [...entries].sort((a, b) => {
    const [from, to] = [start(a), start(b)]
    return from === to ? a.revision - b.revision : from < to ? -1 : 1
  })

/** Definitions under the regime and those before it, the one in force last (M8). */
const definitions = (
  { history, rules: known }: Question,
  { definitions: all }: KPIRules,
  { regime }: Column,
): ReadonlyArray<Definition> => {
  const start = (definition: Definition): string | undefined =>
    findRegime(history.rules, definition.regime, known)?.effectiveFrom
  const reached = all.filter((each) => {
    const from = start(each)
    return known(each) && from !== undefined && from <= regime.effectiveFrom
  })
  return inOrder(reached, (each) => start(each) ?? '')
}

/** Statements in force by the month, the current one last; if none, the earliest later one (M6). */
const statements = (
  { rules: known }: Question,
  rules: KPIRules,
  { regime, named }: Column,
  month: string,
): ReadonlyArray<Statement> => {
  const all = inOrder(statementsUnder(rules, regime.regime, known), (each) => each.effectiveFrom)
  const reached = all.filter(({ effectiveFrom }) => effectiveFrom <= month)
  if (reached.length > 0 || !named) return reached
  return all.filter(({ effectiveFrom }) => effectiveFrom === all[0]?.effectiveFrom)
}

/** The actuals behind a figure, each after those it superseded. */
const actualsBehind = (
  { facts: known }: Question,
  { kpi, actuals }: ShownFigure,
): ReadonlyArray<Link> =>
  actuals.flatMap((latest) =>
    chained([...knownFrom(latest, known)].reverse(), ({ period, outcome }) => ({
      ...{ gave: 'actual', kpi, period: formatPeriod(period), outcome },
    })),
  )

/**
 * The events that gave a KPI's cell in a column its regime, definition, target, retirement, actual,
 * decided rating and notes, and the events they superseded, in recorded order (M28).
 * The actuals are those behind the figure `shown`, which may be that of another KPI (M23).
 */
export const chainOf = (
  question: Question,
  rules: KPIRules,
  column: Column,
  shown: ShownFigure | null,
): ReadonlyArray<SourceEvent> => {
  const { history, contract, facts, rules: known } = question
  const { period, regime } = column
  const last = lastMonth(period, contract.yearStart)
  const month = formatMonth(last)
  const { kpi } = rules
  const retirement = retirementInForce(rules, regime.regime, month, known)
  const links: ReadonlyArray<Link> = [
    ...regimes(question, column),
    ...chained(definitions(question, rules, column), (each) => ({
      gave: 'definition',
      regime: each.regime,
      description: each.description,
      unit: each.unit,
    })),
    ...revisions(question, rules, column, month),
    ...chained(statements(question, rules, column, month), ({ effectiveFrom, target }) => ({
      gave: 'target',
      effectiveFrom,
      target,
      value: targetShown(effectiveTarget(target, last, contract.yearStart)),
    })),
    ...chained(retirement === undefined ? [] : [retirement], ({ effectiveFrom }) => ({
      gave: 'retirement',
      effectiveFrom,
    })),
    ...(shown === null ? [] : actualsBehind(question, shown)),
    ...chained(decisionsFor(rules, regime.regime, formatPeriod(period), known), ({ code }) => ({
      gave: 'decision',
      code,
      label: ratingNamed(regime.scheme, code)?.label ?? code,
    })),
    ...kpiNotes(history, kpi, formatPeriod(period), facts).map((entry) => ({
      entry,
      gave: { gave: 'note', text: entry.text } as const,
      supersededBy: null,
    })),
  ]
  return [...links]
    .sort((a, b) => a.entry.revision - b.entry.revision)
    .flatMap(({ entry, gave, supersededBy }) =>
      referencesTo(history, [entry]).map((reference) => ({
        ...{ ...gave, ...reference, supersededBy },
        changes: ruleChanges(history, rules, entry.revision),
        source: history.origins.at(entry.revision)?.source ?? null,
      })),
    )
}
