import * as E from 'fp-ts/Either'
import type { Codec, Shape } from './codec'
import { formatPath, type Fault } from './fault'

/** A value of the wrong shape: all its faults, with their paths. */
export interface DecodeError {
  /** The tag of this error. */
  readonly _tag: 'DecodeError'
  /** What was expected, such as `an event`. */
  readonly expected: string
  /** Every fault, in order. */
  readonly faults: ReadonlyArray<Fault>
}

/** The error for a value that cannot be decoded. */
export const decodeError = (expected: string, faults: ReadonlyArray<Fault>): DecodeError => ({
  _tag: 'DecodeError',
  expected,
  faults,
})

/** Decodes a value, or reports every fault in it. */
export type Decoder<A> = (u: unknown) => E.Either<DecodeError, A>

/** All faults of a value under a path; none if the codec accepts it. */
export const faultsOf = (
  { check }: Shape<unknown>,
  u: unknown,
  under: ReadonlyArray<string> = [],
): ReadonlyArray<Fault> =>
  check.faults(u).map(({ path, message }) => ({ path: formatPath([...under, ...path]), message }))

/**
 * The strict decoder of a codec: as strict as its own `decode`, with faults as plain data instead
 * of io-ts's `Errors`. A good value is returned as it is, typed. Never throws on plain data;
 * accessors of a value may.
 */
export const decoder =
  <A>(codec: Codec<A>): Decoder<A> =>
  (u) =>
    codec.is(u) ? E.right(u) : E.left(decodeError(codec.name, faultsOf(codec, u)))
