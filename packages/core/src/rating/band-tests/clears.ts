import { struct } from '../../schema/combinators'
import { Code } from '../../schema/text'
import { everything } from '../interval'
import { upToLevel } from '../level'
import type { Meaning } from './meaning'

/** Strictly better than a level; also holds for a KPI without that level (M11). */
export interface Clears {
  /** Name of a level declared by the scheme. */
  readonly clears: string
}

/** The codec of the test. */
export const Clears = struct('a test such as {"clears": "detriment"}', { clears: Code })

/** The meaning of the test. */
export const clears = ({ clears: level }: Clears): Meaning => ({
  accepts: (target) => upToLevel(target, level, false) ?? everything,
  level,
  needsLevel: false,
  usesTolerance: false,
  inWords: `is better than the KPI's ${level} level, or the KPI has none`,
})
