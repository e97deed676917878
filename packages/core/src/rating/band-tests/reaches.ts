import { struct } from '../../schema/combinators'
import { Code } from '../../schema/text'
import { upToLevel } from '../level'
import type { Meaning } from './meaning'

/** At a level or better. Targets must state that level (M11, M12a). */
export interface Reaches {
  /** Name of a level declared by the scheme. */
  readonly reaches: string
}

/** The codec of the test. */
export const Reaches = struct('a test such as {"reaches": "floor"}', { reaches: Code })

/** The meaning of the test. */
export const reaches = ({ reaches: level }: Reaches): Meaning => ({
  accepts: (target) => upToLevel(target, level, true),
  level,
  needsLevel: true,
  usesTolerance: false,
  inWords: `is at the KPI's ${level} level or better`,
})
