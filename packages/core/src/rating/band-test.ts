import { keyed, or } from '../schema/combinators'
import type { Codec } from '../schema/codec'
import { Beats, beats } from './band-tests/beats'
import { Clears, clears } from './band-tests/clears'
import type { Meaning } from './band-tests/meaning'
import { Meets, meets } from './band-tests/meets'
import { Reaches, reaches } from './band-tests/reaches'
import { Under, under } from './band-tests/under'
import { everything, type Interval } from './interval'
import type { EffectiveTarget } from './target'

/** The condition for an actual to fall into a band (M11). */
export type BandTest = Meets | Under | Beats | Clears | Reaches | 'otherwise'

const NAME =
  'a test: {"meets": "target"}, {"beats": "target"}, {"clears": level}, {"reaches": level} or "otherwise"'

/** Codec of a band's test; the field present decides which test it is, `under` before `meets`. */
export const BandTest: Codec<BandTest> = or(
  NAME,
  'otherwise',
  keyed(NAME, { under: Under, meets: Meets, beats: Beats, clears: Clears, reaches: Reaches }),
)

const otherwise: Meaning = {
  accepts: () => everything,
  level: null,
  needsLevel: false,
  usesTolerance: false,
  inWords: 'is none of these',
}

/** The meaning of a band's test. */
export const meaningOf = (when: BandTest): Meaning => {
  if (when === 'otherwise') return otherwise
  if ('under' in when) return under(when)
  if ('meets' in when) return meets(when)
  if ('beats' in when) return beats(when)
  if ('clears' in when) return clears(when)
  return reaches(when)
}

/** The values that a band's test accepts for a target; null if it accepts none (M11). */
export const acceptance = (when: BandTest, target: EffectiveTarget): Interval | null =>
  meaningOf(when).accepts(target)
