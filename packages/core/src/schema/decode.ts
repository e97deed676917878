import * as E from 'fp-ts/Either'
import type { Codec, Shape } from './codec'
import { formatPath, type Fault } from './fault'

/** Something that does not have the shape it should have: every fault in it, with its place. */
export interface DecodeError {
  readonly _tag: 'DecodeError'
  /** What was expected, such as `an event`. */
  readonly expected: string
  readonly faults: ReadonlyArray<Fault>
}

export const decodeError = (expected: string, faults: ReadonlyArray<Fault>): DecodeError => ({
  _tag: 'DecodeError',
  expected,
  faults,
})

export type Decoder<A> = (u: unknown) => E.Either<DecodeError, A>

/** Every fault of a value under a path; none of one that the codec accepts. */
export const faultsOf = (
  { check }: Shape<unknown>,
  u: unknown,
  under: ReadonlyArray<string> = [],
): ReadonlyArray<Fault> =>
  check.faults(u).map(({ path, message }) => ({ path: formatPath([...under, ...path]), message }))

/**
 * The strict decoder of a codec: as strict as the codec's own `decode`, with faults as plain data
 * instead of io-ts's `Errors`. A good value comes back as it is, typed. Never throws on plain data; a value
 * with accessors answers for itself.
 */
export const decoder =
  <A>(codec: Codec<A>): Decoder<A> =>
  (u) =>
    codec.is(u) ? E.right(u) : E.left(decodeError(codec.name, faultsOf(codec, u)))
