import type { ActualEntry } from './actual-rows'
import { knownFrom } from './actuals'
import { everythingKnown, latestOf, type Entry, type Known } from './entry'
import type { History } from './history'
import type { Decision, KPIRules } from './rulebook'
import { decisionsFor } from './rules-in-force'

/** Notes that an event was withdrawn (M29). */
export const addWithdrawal = (
  { origins, withdrawals }: History,
  event: string,
  { revision, recordedAt }: Entry,
): void => {
  const withdrawn = origins.revisionOf(event)
  if (withdrawn >= 0) withdrawals.set(withdrawn, { revision, recordedAt })
}

/**
 * What is known of a history without what had been withdrawn by then (M29): a withdrawal is known by
 * the same measure as the event it withdraws, so it holds in both times.
 */
export const unwithdrawn = ({ withdrawals }: History, known: Known): Known => {
  if (withdrawals.size === 0) return known
  return (entry) => {
    if (!known(entry)) return false
    const withdrawal = withdrawals.get(entry.revision)
    return withdrawal === undefined || !known(withdrawal)
  }
}

/** What stands now: everything recorded except what was withdrawn. Commands are judged by it. */
export const standing = (history: History): Known => unwithdrawn(history, everythingKnown)

/** The KPIs defined, as far as is known, in the order of their first definition. */
export const kpisDefined = (
  { rules, withdrawals }: History,
  known: Known,
): ReadonlyArray<KPIRules> => {
  const kpis = [...rules.kpis.values()]
  // Only where a first definition was withdrawn is their order another one.
  if (withdrawals.size === 0) return kpis.filter(({ definitions }) => definitions.some(known))
  return kpis
    .flatMap((kpi) => {
      const first = kpi.definitions.find(known)
      return first === undefined ? [] : [{ kpi, revision: first.revision }]
    })
    .sort((a, b) => a.revision - b.revision)
    .map(({ kpi }) => kpi)
}

/** The rules of a KPI, if it is defined as far as is known. */
export const kpiDefined = ({ rules }: History, kpi: string, known: Known): KPIRules | undefined => {
  const found = rules.kpis.get(kpi)
  return found?.definitions.some(known) === true ? found : undefined
}

/** The latest of some entries and of what withdrew them (M29, M39). */
const latestChange = <A extends Entry>(
  { withdrawals }: History,
  entries: ReadonlyArray<A>,
): A | Entry | undefined =>
  latestOf<A | Entry>([...entries, ...entries.map(({ revision }) => withdrawals.get(revision))])

/** What last changed the figure of a KPI for a period (M39). */
export const latestFigure = (
  history: History,
  kpi: string,
  period: string,
): ActualEntry | Entry | undefined =>
  latestChange(history, knownFrom(history.actuals.latest(kpi, period), everythingKnown))

/** What last changed the decided rating of a KPI in a period under a regime (M33, M39). */
export const latestDecision = (
  history: History,
  regime: string,
  kpi: string,
  period: string,
): Decision | Entry | undefined => {
  const rules = history.rules.kpis.get(kpi)
  return rules && latestChange(history, decisionsFor(rules, regime, period, everythingKnown))
}

/** What last changed the rules of a KPI, under any regime (M39). */
export const latestRule = (history: History, kpi: string): Entry | undefined => {
  const rules = history.rules.kpis.get(kpi)
  if (rules === undefined) return undefined
  const { definitions, revisions, statements, retirements } = rules
  return latestChange<Entry>(history, [...definitions, ...revisions, ...statements, ...retirements])
}

/** What last changed the regimes of a contract, or one of them (M39). */
export const latestRegime = (history: History, regime?: string): Entry | undefined => {
  const { adoptions, amendments } = history.rules
  const about = [...adoptions, ...amendments].filter(
    (each) => regime === undefined || each.regime === regime,
  )
  return latestChange<Entry>(history, about)
}
