import type { Entry, KPIRules } from '@kpi-ledger/core/unstable'
import type { FindingContext } from './context'

/** What states a rule of a regime. */
interface Stated extends Entry {
  readonly regime: string
}

/** An event that may change the rules of cells, and the first month whose cells it can change. */
interface Change extends Entry {
  readonly from: string
}

/** The events after one that may have changed the rules of a KPI's cell in a month, in recorded order. */
export type LaterRules = (month: string, after: Entry) => ReadonlyArray<Entry>

const toEntry = ({ revision, recordedAt }: Entry): Entry => ({ revision, recordedAt })

/**
 * What may have changed the rules of a KPI's cells: regimes and their amendments, definitions and their
 * revisions, targets and retirements (M4 to M8, M30). Nearly all that is recorded after a figure holds for
 * later months only, and is passed over.
 */
export const laterRules = (
  { question: { history, rules: known }, regime: named }: FindingContext,
  { definitions, revisions, statements, retirements }: KPIRules,
): LaterRules => {
  const { adoptions, amendments } = history.rules
  const starts = new Map(
    adoptions.filter(known).map(({ regime, effectiveFrom }) => [regime, effectiveFrom]),
  )
  const isJudgedBy = ({ regime }: Stated): boolean => named === null || regime === named
  const dated = [...[...adoptions, ...statements, ...retirements].filter(isJudgedBy), ...revisions]
  /** They hold for the whole of their regime. */
  const undated = [...amendments.filter(isJudgedBy), ...definitions]
  const changes = [
    ...dated.map((each) => ({ ...toEntry(each), from: each.effectiveFrom })),
    ...undated.map((each) => ({ ...toEntry(each), from: starts.get(each.regime) ?? '' })),
  ].filter(known)
  /** One for each event, by the earlier of its months: a definition comes with a target. */
  const byRevision = new Map(changes.map((change: Change) => [change.revision, change]))
  const inOrder = [...byRevision.values()].sort((a, b) => a.revision - b.revision)
  // A target stated for later months also applies to earlier ones under a regime named explicitly (M6).
  return (month, { revision }) =>
    inOrder
      .filter((change) => change.revision > revision && (named !== null || change.from <= month))
      .map(toEntry)
}
