import type { Codec } from '../schema/codec'
import { array, integer, struct } from '../schema/combinators'
import { Code, Text } from '../schema/text'
import { BandTest } from './band-test'
import { Grade } from './grade'
import { NotRated } from './not-rated'

const MOST_POINTS = 1_000_000
const MOST_PERIODS = 1000

/** A band of a scheme: its code, label, grade and test (M11). */
export interface Band {
  /** For programs; unique in the scheme. */
  readonly code: string
  /** For people, as the contract document prints it. */
  readonly label: string
  /** Its place on the scale shared by all regimes (M13). */
  readonly grade: Grade
  /** The condition for an actual to fall into it, if it fell into none before it. */
  readonly when: BandTest
  /** Points for a KPI with this rating in a period, such as service points; 0 by default (M34). */
  readonly points?: number
}

/** The codec of a band. */
export const Band: Codec<Band> = struct(
  'a band',
  { code: Code, label: Text, grade: Grade, when: BandTest },
  { points: integer('a number of points', 0, MOST_POINTS) },
)

/** How points grow for a KPI that has them again and again (M34). */
export interface Repeat {
  /** Number of assessment periods in a row with points from which they are multiplied. */
  readonly within: number
  /** What the points of such a period are multiplied by. */
  readonly factor: number
}

/** The codec of what repeats cost. */
export const Repeat: Codec<Repeat> = struct('what repeats cost', {
  within: integer('a number of periods', 2, MOST_PERIODS),
  factor: integer('a factor', 2, MOST_PERIODS),
})

/** A regime's bands, best first, and its labels for what is not rated (M11, M13, M18a). */
export interface Scheme {
  /** Best first; the test of the last one is `otherwise`. */
  readonly bands: ReadonlyArray<Band>
  /** The words for what is not rated. */
  readonly notRated: NotRated
  /** Names of the levels that targets may state, best first (M10). */
  readonly levels?: ReadonlyArray<string>
  /** What points in one period after another are multiplied by; nothing by default (M34). */
  readonly repeat?: Repeat
}

/** The codec of a scheme. */
export const Scheme: Codec<Scheme> = struct(
  'a scheme',
  { bands: array(Band), notRated: NotRated },
  { levels: array(Code), repeat: Repeat },
)
