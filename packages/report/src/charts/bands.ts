import type { ExplainedBand } from '@kpi-ledger/projections'
import { GRADE_SIGNS } from '../words/grade'
import type { Frame } from './frame'
import type { Entry } from './key'
import { area, line, type Shown } from './picture'

/** Less than this is not seen. */
const THIN = 1

/** The bands of a month behind its figure, with a line where one ends. */
const bandsIn = (
  { scale, start }: Frame,
  bands: ReadonlyArray<ExplainedBand>,
  place: number,
): ReadonlyArray<Shown> => {
  const [left, right] = [start(place), start(place + 1)]
  return bands.flatMap(({ grade, low, high }) => {
    const bottom = scale.at(low?.value ?? scale.low)
    const top = scale.at(high?.value ?? scale.high)
    if (bottom - top < THIN) return []
    return [
      area(grade, { x: left, y: top }, { x: right, y: bottom }),
      ...(low === null || low.value <= scale.low
        ? []
        : line('grid', { x: left, y: bottom }, { x: right, y: bottom })),
    ]
  })
}

/** The bands of months behind their figures, where there are any. */
export const bandAreas = (
  frame: Frame,
  months: ReadonlyArray<{ readonly bands: ReadonlyArray<ExplainedBand> }>,
): ReadonlyArray<Shown> => months.flatMap(({ bands }, place) => bandsIn(frame, bands, place))

/** What the colours of bands mean, each once, with the sign of its grade. */
export const keyOfBands = (
  months: ReadonlyArray<{ readonly bands: ReadonlyArray<ExplainedBand> }>,
): ReadonlyArray<Entry> => {
  const labels = new Map<ExplainedBand['grade'], Set<string>>()
  for (const { grade, label } of months.flatMap(({ bands }) => bands)) {
    const known = labels.get(grade) ?? new Set()
    labels.set(grade, known.add(label))
  }
  return [...labels].map(([of, named]) => ({
    ...{ of, sample: 'area' },
    text: `${GRADE_SIGNS[of]} ${[...named].join(', ')}`,
  }))
}
