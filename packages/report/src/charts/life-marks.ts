import type { KPILife } from '@kpi-ledger/projections'
import type { Frame } from './frame'
import { regimeChanges, unbroken } from './life-months'
import { fitted } from './lettering'
import { line, words, type Shown } from './picture'

/** A line through the figures of a KPI, broken where one is missing. */
export const figureLines = (frame: Frame, life: KPILife): ReadonlyArray<Shown> =>
  unbroken(life).flatMap((run) =>
    line('actual', ...run.map(({ place, value }) => frame.point(place, value))),
  )

/** Marks where another regime begins, with its id above unless the next one is too close. */
export const regimeMarks = (frame: Frame, life: KPILife): ReadonlyArray<Shown> => {
  const changes = regimeChanges(life)
  return changes.flatMap(({ place, regime }, i) => {
    const x = frame.start(place)
    const next = changes[i + 1]
    const room = (next === undefined ? frame.width : frame.start(next.place)) - x - 6
    return [
      ...line('regime', { x, y: frame.top - 20 }, { x, y: frame.bottom }),
      ...(room < 30 ? [] : [words(fitted(regime, room), { x: x + 4, y: frame.top - 12 })]),
    ]
  })
}
