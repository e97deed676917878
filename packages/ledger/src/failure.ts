import * as E from 'fp-ts/Either'
import { describe, type LedgerError } from './error'

/** A {@link LedgerError} as an exception, for callers who prefer to catch errors. */
export class LedgerFailure extends Error {
  /** The name of this kind of exception. */
  override readonly name = 'LedgerFailure'

  /** The message of the exception is the error's sentence. */
  constructor(readonly error: LedgerError) {
    super(describe(error))
  }
}

/**
 * Gives the value, or throws a {@link LedgerFailure}: `await ledger.scorecard(…).then(orThrow)`.
 */
export const orThrow = <A>(either: E.Either<LedgerError, A>): A => {
  if (E.isLeft(either)) throw new LedgerFailure(either.left)
  return either.right
}
