import type { Known } from '../history/entry'
import { looksLike } from '../history/look-alikes'
import type { Rulebook } from '../history/rulebook'
import type { Oddity } from './oddity'
import { skeleton } from './skeleton'

const lookingLike = (
  of: 'KPI' | 'regime',
  name: string,
  like: string | undefined,
): ReadonlyArray<Oddity> => (like === undefined ? [] : [{ _tag: 'looks-alike', of, name, like }])

/** A KPI defined earlier that differs from this one only by look-alike characters (M41). */
export const onKPIName = ({ kpis }: Rulebook, kpi: string, known: Known): ReadonlyArray<Oddity> => {
  for (const other of looksLike(kpis, kpi)) {
    if (other === kpi) break
    if (kpis.get(other)?.definitions.some(known) === true) return lookingLike('KPI', kpi, other)
  }
  return []
}

/** A regime adopted earlier that differs from this one only by look-alike characters (M41). */
export const onRegimeName = (
  { adoptions }: Rulebook,
  regime: string,
  known: Known,
): ReadonlyArray<Oddity> => {
  const adopted = adoptions.filter(known).map((each) => each.regime)
  const look = skeleton(regime)
  const like = adopted
    .slice(0, adopted.indexOf(regime))
    .find((other) => other !== regime && skeleton(other) === look)
  return lookingLike('regime', regime, like)
}
