import type { Document } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import type { Failure } from '../failure'
import type { Io } from '../io'
import { decodeGiven } from './given.decode'
import type { Group } from './group'
import type { Given, Options } from './option'

/** What a command takes beside options: `<file>`, or `<file...>` for one or more. */
export interface Argument {
  readonly name: string
  readonly about: string
  readonly choices: ReadonlyArray<string> | null
}

/** What a command prints: an answer in the form asked for, or text as it is. */
export type Printed =
  | { readonly kind: 'document'; readonly document: Document; readonly denied: string | null }
  | { readonly kind: 'text'; readonly pieces: Iterable<string> | AsyncIterable<string> }

export type Outcome = Promise<E.Either<Failure, Printed>>

/** What a command has to work with while it runs. */
export interface Context {
  readonly io: Io
  /** The form asked for: a writer's, or one of the command's own. */
  readonly format: string
  /** Whether that form shows the root of the ledger: only then is it hashed. */
  readonly showsRoot: boolean
  /** Has something let go of once all is printed, or the command failed. */
  readonly letGoOf: (close: () => void | Promise<void>) => void
  /** Says that what is being printed came to an end before its time. */
  readonly fail: (failure: Failure) => void
}

/** A command of the command line. */
export interface Command {
  readonly name: string
  readonly group: Group
  /** What it does, in a sentence. */
  readonly summary: string
  /** A line that works, without the program's name. */
  readonly example: string
  readonly argument: Argument | null
  readonly options: Options
  /** Its own forms beside those of every document; null for one that prints text only. */
  readonly formats: ReadonlyArray<string> | null
  /** `parsed` is what commander made of the options, `words` what stands beside them. */
  readonly run: (
    context: Context,
    parsed: Readonly<Record<string, unknown>>,
    words: ReadonlyArray<string>,
  ) => Outcome
}

/** A command as its file writes it: `run` gets its options read. */
export interface CommandDefinition<O extends Options> {
  readonly name: string
  readonly group: Group
  readonly summary: string
  readonly example: string
  readonly argument?: Argument
  readonly options: O
  readonly formats?: ReadonlyArray<string> | null
  readonly run: (context: Context, given: Given<O>, words: ReadonlyArray<string>) => Outcome
}

/** Makes a command that reads its options before it runs. */
export const defineCommand = <O extends Options>({
  run,
  argument,
  formats = [],
  ...described
}: CommandDefinition<O>): Command => ({
  ...described,
  argument: argument ?? null,
  formats,
  run: async (context, parsed, words) => {
    const given = decodeGiven(described.options, parsed)
    return E.isLeft(given) ? given : run(context, given.right, words)
  },
})

/** An answer to print; `denied` says why the answer is no, for exit status 1. */
export const printed = (
  document: Document,
  denied: string | null = null,
): E.Either<never, Printed> => E.right({ kind: 'document', document, denied })

/** Text to print as it is. */
export const printedText = (
  pieces: Iterable<string> | AsyncIterable<string>,
): E.Either<never, Printed> => E.right({ kind: 'text', pieces })
