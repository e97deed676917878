import type { ExplainedBand } from '@kpi-ledger/projections'
import { GRADE_SIGNS } from '../words/grade'
import type { Frame } from './frame'
import { labelsByGrade } from './grades'
import type { Entry } from './key'
import { area, line, type Shown } from './picture'

/** Height in pixels below which a band cannot be seen. */
const THIN = 1

/** A month with its bands. */
interface Banded {
  readonly bands: ReadonlyArray<ExplainedBand>
}

const endsOf = (
  { scale }: Frame,
  { low, high }: ExplainedBand,
): readonly [bottom: number, top: number] => [
  scale.at(low?.value ?? scale.low),
  scale.at(high?.value ?? scale.high),
]

/** The bands of a month that can be seen, at least in part. */
const visibleIn = (frame: Frame, { bands }: Banded): ReadonlyArray<ExplainedBand> =>
  bands.filter((band) => {
    const [bottom, top] = endsOf(frame, band)
    return bottom - top >= THIN
  })

/** Each month's bands as areas behind the figures, with a line where one band ends. */
export const bandAreas = (frame: Frame, months: ReadonlyArray<Banded>): ReadonlyArray<Shown> =>
  months.flatMap((month, place) => {
    const [left, right] = [frame.start(place), frame.start(place + 1)]
    return visibleIn(frame, month).flatMap((band) => {
      const [bottom, top] = endsOf(frame, band)
      return [
        area(band.grade, { x: left, y: top }, { x: right, y: bottom }),
        ...(bottom < frame.bottom
          ? line('grid', { x: left, y: bottom }, { x: right, y: bottom })
          : []),
      ]
    })
  })

/** The key to the colours of the visible bands, with the sign of each grade. */
export const keyOfBands = (frame: Frame, months: ReadonlyArray<Banded>): ReadonlyArray<Entry> =>
  labelsByGrade(months.flatMap((month) => visibleIn(frame, month))).map(([of, labels]) => ({
    ...{ of, sample: 'area' },
    text: `${GRADE_SIGNS[of]} ${labels}`,
  }))
