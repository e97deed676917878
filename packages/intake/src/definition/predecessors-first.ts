import type { StatedKPI, StatedRegime } from './definition'

/** A KPI with the regime it is stated under. */
export interface Standing {
  readonly adopted: StatedRegime['adopted']
  readonly kpi: StatedKPI
}

/**
 * The KPIs of all regimes in their order, but none before those it takes over from, as far as they
 * are in the file (M23): a ledger refuses a successor of what it does not know.
 */
export const predecessorsFirst = (
  regimes: ReadonlyArray<StatedRegime>,
): ReadonlyArray<Standing> => {
  const all = regimes.flatMap(({ adopted, kpis }) => kpis.map((kpi) => ({ adopted, kpi })))
  const defining = new Map<string, Standing>()
  for (const each of all)
    if (each.kpi.definition !== null && !defining.has(each.kpi.kpi))
      defining.set(each.kpi.kpi, each)
  const ordered = new Set<Standing>()
  const visited = new Set<Standing>()
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
