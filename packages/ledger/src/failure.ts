import * as E from 'fp-ts/Either'
import { describe, type LedgerError } from './error'

/** A {@link LedgerError} as an exception, for those who prefer to catch. */
export class LedgerFailure extends Error {
  override readonly name = 'LedgerFailure'

  /** `message` is the error's sentence. */
  constructor(readonly error: LedgerError) {
    super(describe(error))
  }
}

/** The value, or a thrown {@link LedgerFailure}: `await ledger.scorecard(…).then(orThrow)`. */
export const orThrow = <A>(either: E.Either<LedgerError, A>): A => {
  if (E.isLeft(either)) throw new LedgerFailure(either.left)
  return either.right
}
