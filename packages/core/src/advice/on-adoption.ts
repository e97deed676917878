import type { Known } from '../history/entry'
import type { Adoption, KPIRules, Rulebook } from '../history/rulebook'
import { findRegime, statementsUnder } from '../history/rules-in-force'
import type { Oddity } from './oddity'

/** The regime that another takes over from: the one in effect until the month before (M4). */
const regimeBefore = (
  rules: Rulebook,
  { effectiveFrom }: Adoption,
  known: Known,
): Adoption | undefined =>
  rules.adoptions
    .filter((other) => other.effectiveFrom < effectiveFrom && known(other))
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
    .at(-1)

const isRetired = ({ retirements }: KPIRules, regime: string, known: Known): boolean =>
  retirements.some((retirement) => retirement.regime === regime && known(retirement))

/** The KPIs that a regime has taken over, under the same reference or another (M5, M23). */
const takenOver = ({ kpis }: Rulebook, regime: string, known: Known): ReadonlySet<string> =>
  new Set(
    [...kpis.values()].flatMap((kpi) => {
      const stated = statementsUnder(kpi, regime, known).length > 0 ? [kpi.kpi] : []
      const succeeded = kpi.definitions
        .filter((definition) => definition.regime === regime && known(definition))
        .flatMap(({ succeeds = [] }) => succeeds)
      return [...stated, ...succeeded]
    }),
  )

/**
 * The KPIs of the regime before this one that it has neither carried over nor succeeded, and that
 * were not retired: they drop off the scorecard (M22a).
 */
export const onAdoption = (
  rules: Rulebook,
  regime: string,
  known: Known,
): ReadonlyArray<Oddity> => {
  const adoption = findRegime(rules, regime, known)
  const before = adoption && regimeBefore(rules, adoption, known)
  if (before === undefined) return []
  const taken = takenOver(rules, regime, known)
  const kpis = [...rules.kpis.values()]
    .filter(
      (kpi) =>
        !taken.has(kpi.kpi) &&
        statementsUnder(kpi, before.regime, known).length > 0 &&
        !isRetired(kpi, before.regime, known),
    )
    .map(({ kpi }) => kpi)
  return kpis.length === 0
    ? []
    : [{ _tag: 'not-carried-over', regime, before: before.regime, kpis }]
}
