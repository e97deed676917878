import { acceptance } from './band-test'
import { exact, roundHalfAway } from './decimal'
import type { GradeOrOther } from './grade'
import { contains } from './interval'
import type { Band, Scheme } from './scheme'
import type { EffectiveTarget } from './target'

/** A regime's word for how an actual compares with its target, and its grade (M11, M13). */
export interface Rating {
  readonly code: string
  readonly label: string
  readonly grade: GradeOrOther
}

const inWords = ({ code, label, grade }: Band): Rating => ({ code, label, grade })

/** The rating of a KPI that is not rated under a scheme; its grade is `other` (M13). */
export const notRated = (scheme: Scheme): Rating => ({ ...scheme.notRated, grade: 'other' })

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
  const asRecorded = exact(value)
  const asRated = ratedTo === undefined ? asRecorded : roundHalfAway(asRecorded, ratedTo)
  const band = scheme.bands.find(({ when }) => {
    const accepted = acceptance(when, target)
    return accepted !== null && contains(accepted, asRated)
  })
  return band === undefined ? notRated(scheme) : inWords(band)
}
