import { acceptance } from './band-test'
import { exact, roundHalfAway } from './decimal'
import type { GradeOrOther } from './grade'
import { containing, type Contains } from './interval'
import { notRatedWords, type NotRatedReason } from './not-rated'
import type { Band, Scheme } from './scheme'
import type { EffectiveTarget } from './target'
import { WeakMemo } from './weak-memo'

/** A regime's word for how an actual compares with its target, and its grade (M11, M13). */
export interface Rating {
  /** The code of the band. */
  readonly code: string
  /** The words of the band. */
  readonly label: string
  /** The grade of the band; `other` for what is not rated (M13). */
  readonly grade: GradeOrOther
}

/** For each band of a scheme, whether it accepts a figure. */
type Acceptances = ReadonlyArray<Contains>

/** For each target, what the bands of each scheme that it was rated under accept. */
const accepted = new WeakMemo<EffectiveTarget, WeakMap<Scheme, Acceptances>>()

/** The figures that each band accepts for a target; worked out once for many figures, for neither changes. */
const acceptances = (scheme: Scheme, target: EffectiveTarget): Acceptances => {
  const under = accepted.get(target, () => new WeakMap())
  const known = under.get(scheme)
  if (known !== undefined) return known
  const added = scheme.bands.map(({ when }): Contains => {
    const values = acceptance(when, target)
    return values === null ? () => false : containing(values)
  })
  under.set(scheme, added)
  return added
}

const inWords = ({ code, label, grade }: Band): Rating => ({ code, label, grade })

/**
 * The rating of a KPI that is not rated under a scheme, in its word for the reason if it has one;
 * the grade is `other` (M13, M18a).
 */
export const notRated = (
  { notRated: { code, label, by } }: Scheme,
  reason: NotRatedReason | null = null,
): Rating => {
  const word = (reason === null ? undefined : by?.[reason]) ?? { code, label }
  return { code: word.code, label: word.label, grade: 'other' }
}

/** The codes of a scheme: its bands, best first, and those of what is not rated (M11, M18a). */
export const codesOf = (scheme: Scheme): ReadonlyArray<string> =>
  [...scheme.bands, ...notRatedWords(scheme.notRated)].map(({ code }) => code)

/** The rating that a scheme has by a code, those of what is not rated included (M18a, M33). */
export const ratingNamed = (scheme: Scheme, code: string): Rating | undefined => {
  const band = scheme.bands.find((each) => each.code === code)
  if (band !== undefined) return inWords(band)
  const word = notRatedWords(scheme.notRated).find((each) => each.code === code)
  return word && { code: word.code, label: word.label, grade: 'other' }
}

/**
 * The first band whose test holds for a value (M11). With `ratedTo`, the value is first rounded
 * half away from zero to that many decimals (M15). The scheme has passed `schemeFaults`, so its
 * last band takes whatever is left.
 */
export const rate = (
  scheme: Scheme,
  target: EffectiveTarget,
  value: number,
  ratedTo?: number,
): Rating => {
  const figure = ratedTo === undefined ? value : roundHalfAway(exact(value), ratedTo).toNumber()
  const at = acceptances(scheme, target).findIndex((accepts) => accepts(figure))
  const band = scheme.bands[at]
  return band === undefined ? notRated(scheme) : inWords(band)
}
