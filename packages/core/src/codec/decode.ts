import * as E from 'fp-ts/lib/Either'
import type * as t from 'io-ts'
import { compile } from './compile'
import type { Fault } from './fault'
import type { Immutable } from './record'
import { faultsOf } from './report'

export type Decoder<A> = (u: unknown) => E.Either<ReadonlyArray<Fault>, A>

/**
 * Makes the strict decoder of a codec. A good value comes back as it is, typed; a bad one as
 * every fault in it with its path, in the order they stand. Never throws on JSON values.
 */
export const decoder = <A>(codec: t.Type<A, unknown>): Decoder<Immutable<A>> => {
  const check = compile(codec)
  return (u) => (check.accepts(u) ? E.right(u as Immutable<A>) : E.left(faultsOf(check, u)))
}
