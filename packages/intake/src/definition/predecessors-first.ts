import type { StatedKPI, StatedRegime } from './definition'

/** A KPI and the regime that the file states it under. */
export interface KPIUnderRegime {
  /** The regime. */
  readonly adopted: StatedRegime['adopted']
  /** The KPI. */
  readonly kpi: StatedKPI
}

/**
 * The KPIs of all regimes in order, except that each comes after the KPIs in the file that it takes
 * over from (M23): a ledger refuses a successor of a KPI it does not know.
 */
export const predecessorsFirst = (
  regimes: ReadonlyArray<StatedRegime>,
): ReadonlyArray<KPIUnderRegime> => {
  const all = regimes.flatMap(({ adopted, kpis }) => kpis.map((kpi) => ({ adopted, kpi })))
  const defining = new Map<string, KPIUnderRegime>()
  for (const each of all)
    if (each.kpi.definition !== null && !defining.has(each.kpi.kpi))
      defining.set(each.kpi.kpi, each)
  const ordered = new Set<KPIUnderRegime>()
  const visited = new Set<KPIUnderRegime>()
  for (const each of all) {
    const path = [each]
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      visited.add(last)
      const next = (last.kpi.definition?.succeeds ?? [])
        .flatMap((name) => defining.get(name) ?? [])
        .find((predecessor) => !visited.has(predecessor))
      if (next !== undefined) path.push(next)
      else {
        ordered.add(last)
        path.pop()
      }
    }
  }
  return [...ordered]
}
