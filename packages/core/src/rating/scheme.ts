import type { Codec } from '../schema/codec'
import { array, struct } from '../schema/combinators'
import { Code, Text } from '../schema/text'
import { BandTest } from './band-test'
import { Grade } from './grade'

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
}

export const Band: Codec<Band> = struct('a band', {
  code: Code,
  label: Text,
  grade: Grade,
  when: BandTest,
})

/** A regime's bands, best first, and its label for what is not rated (M11, M13). */
export interface Scheme {
  /** Best first; the test of the last one is `otherwise`. */
  readonly bands: ReadonlyArray<Band>
  /** The label for what is not rated. */
  readonly notRated: {
    readonly code: string
    readonly label: string
  }
  /** Names of the levels that targets may state, best first (M10). */
  readonly levels?: ReadonlyArray<string>
}

export const Scheme: Codec<Scheme> = struct(
  'a scheme',
  {
    bands: array(Band),
    notRated: struct('what is not rated', { code: Code, label: Text }),
  },
  { levels: array(Code) },
)
