import { invariant } from '@kpi-ledger/core/unstable'
import type { Document } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import type { Failure } from '../failure'
import type { Io } from '../io'
import { decodeGiven } from './given.decode'
import type { Group } from './group'
import type { Given, Options } from './option'

/** A command's argument, apart from its options: `<file>`, or `<file...>` for one or more. */
export interface Argument {
  /** The argument as in the help. */
  readonly name: string
  /** What it is for, in a few words. */
  readonly about: string
  /** The allowed values; null for any. */
  readonly choices: ReadonlyArray<string> | null
}

/** The result of a command: a document to print in the requested format, or text to print unchanged. */
export type Printed =
  | { readonly kind: 'document'; readonly document: Document; readonly denied: string | null }
  | { readonly kind: 'text'; readonly pieces: Iterable<string> | AsyncIterable<string> }

/** A promise of a command's result, or why it failed. */
export type Outcome = Promise<E.Either<Failure, Printed>>

/** The context a command runs in. */
export interface Context {
  /** The outside world. */
  readonly io: Io
  /** The requested format: that of a writer, or one of the command's own. */
  readonly format: string
  /** Whether every answer from a ledger ends with its root, for which the ledger is hashed. */
  readonly showsProof: boolean
  /** The command as typed, without its store, contract and point in time. */
  readonly question: ReadonlyArray<string>
  /** Whether that format shows the background of an answer; if not, none is computed. */
  readonly showsBackground: boolean
  /** Registers a clean-up to run once everything is printed or the command has failed. */
  readonly defer: (close: () => void | Promise<void>) => void
  /** Says what was stored, in a few words, for when the answer cannot be written. */
  readonly stored: (what: string) => void
  /** Reports that the answer being printed ended early. */
  readonly fail: (failure: Failure) => void
}

/** A command of the command line. */
export interface Command {
  /** Its name, as typed. */
  readonly name: string
  /** The group in which help lists it. */
  readonly group: Group
  /** What it does, in one sentence. */
  readonly summary: string
  /** A runnable example, without the name of the program. */
  readonly example: string
  /** Its argument; null for none. */
  readonly argument: Argument | null
  /** Its options. */
  readonly options: Options
  /** Its own formats besides those of every document; null if it prints only text. */
  readonly formats: ReadonlyArray<string> | null
  /** Runs it: `parsed` has the options as parsed by commander, `words` the other arguments. */
  readonly run: (
    context: Context,
    parsed: Readonly<Record<string, unknown>>,
    words: ReadonlyArray<string>,
  ) => Outcome
}

/** A command as defined in its file, where `run` gets decoded options. */
export interface CommandDefinition<O extends Options> {
  /** Its name, as typed. */
  readonly name: string
  /** The group in which help lists it. */
  readonly group: Group
  /** What it does, in one sentence. */
  readonly summary: string
  /** A runnable example, without the name of the program. */
  readonly example: string
  /** Its argument; none by default. */
  readonly argument?: Argument
  /** Its options, by the names used in `run`. */
  readonly options: O
  /**
   * Its own formats besides those of every document, none by default; null if it prints only text.
   */
  readonly formats?: ReadonlyArray<string> | null
  /** Runs it with the decoded options and the other arguments. */
  readonly run: (context: Context, given: Given<O>, words: ReadonlyArray<string>) => Outcome
}

/** Defines a command whose options are decoded before it runs. */
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

/** The argument of a command that takes one, which its parser requires. */
export const argumentOf = ([argument]: ReadonlyArray<string>): string => {
  invariant(argument !== undefined, 'a command was run without its argument')
  return argument
}

/** An answer to print; `denied` says why it is negative, for exit status 1. */
export const printed = (
  document: Document,
  denied: string | null = null,
): E.Either<never, Printed> => E.right({ kind: 'document', document, denied })

/** Text to print unchanged. */
export const printedText = (
  pieces: Iterable<string> | AsyncIterable<string>,
): E.Either<never, Printed> => E.right({ kind: 'text', pieces })
