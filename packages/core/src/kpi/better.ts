import type { Codec } from '../schema/codec'
import { literals } from '../schema/combinators'

/** Which values of a KPI are better, where no target says so (M9a). */
export type Better = 'higher' | 'lower'

/** The codec of which values are better. */
export const Better: Codec<Better> = literals('which values are better', ['higher', 'lower'])
