import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import type { Io } from '../io'

/** A file as text; one that cannot be read is bad input. */
export const readTextFile = (io: Io, path: string): Promise<E.Either<Failure, string>> =>
  io.readText(path).then(
    (content) => E.right(content),
    (error: unknown) => E.left(badInput(error instanceof Error ? error.message : String(error))),
  )
