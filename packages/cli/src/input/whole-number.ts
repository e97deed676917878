import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'

/** Reads an option that counts from 0; null where it was not given. */
export const readWholeNumber = (
  option: string,
  text: string | undefined,
): E.Either<Failure, number | null> => {
  if (text === undefined) return E.right(null)
  return /^\d{1,15}$/.test(text)
    ? E.right(Number(text))
    : E.left(badInput(`${option}: expected a whole number such as 41, got ${JSON.stringify(text)}`))
}
