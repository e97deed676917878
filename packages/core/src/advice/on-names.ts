import type { Known } from '../history/entry'
import type { Rulebook } from '../history/rulebook'
import type { Oddity } from './oddity'
import { skeleton } from './skeleton'

const looksAlike = (
  of: 'KPI' | 'regime',
  name: string,
  others: ReadonlyArray<string>,
): ReadonlyArray<Oddity> => {
  const shape = skeleton(name)
  const like = others.find((other) => other !== name && skeleton(other) === shape)
  return like === undefined ? [] : [{ _tag: 'looks-alike', of, name, like }]
}

/** A KPI defined before that differs from this one by look-alike characters only (M41). */
export const onKPIName = ({ kpis }: Rulebook, kpi: string, known: Known): ReadonlyArray<Oddity> => {
  const defined = [...kpis.values()].filter(({ definitions }) => definitions.some(known))
  const own = defined.findIndex((each) => each.kpi === kpi)
  return looksAlike(
    'KPI',
    kpi,
    defined.slice(0, own).map((each) => each.kpi),
  )
}

/** A regime adopted before that differs from this one by look-alike characters only (M41). */
export const onRegimeName = (
  { adoptions }: Rulebook,
  regime: string,
  known: Known,
): ReadonlyArray<Oddity> => {
  const adopted = adoptions.filter(known).map((each) => each.regime)
  return looksAlike('regime', regime, adopted.slice(0, adopted.indexOf(regime)))
}
