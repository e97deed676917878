import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'

/** Decodes what was typed, or says what is wrong with it. */
export type Read<A> = (typed: string) => E.Either<Failure, A>

/** An option of a command. */
export interface Option<A> {
  /** Flags as in commander: `--period <period>`. */
  readonly flags: string
  /** What it is for, in a few words. */
  readonly about: string
  /** Whether it must be given. */
  readonly required: boolean
  /** Whether it may be given more than once. */
  readonly repeated: boolean
  /** The allowed values; null for any. */
  readonly choices: ReadonlyArray<string> | null
  /** Whether several commands share it, in which case the manual describes it once. */
  readonly shared: boolean
  /** Decodes the value that commander parsed. */
  readonly read: (parsed: unknown) => E.Either<Failure, A>
}

/** The options of a command by the names used in its `run`. */
export type Options = Readonly<Record<string, Option<unknown>>>

/** The decoded values of options. */
export type Given<O extends Options> = {
  readonly [Name in keyof O]: O[Name] extends Option<infer A> ? A : never
}

const plain = { required: false, repeated: false, choices: null, shared: false }

/** Accepts the text as typed. */
export const asTyped: Read<string> = (typed) => E.right(typed)

const missing = (flags: string): E.Either<Failure, never> =>
  E.left(badInput(`required option '${flags}' not specified`))

/** The texts among values that commander parsed. */
export const textsIn = (parsed: unknown): ReadonlyArray<string> =>
  Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : []

/** A mandatory option. */
export const required = <A>(flags: string, about: string, read: Read<A>): Option<A> => ({
  ...{ ...plain, flags, about, required: true },
  read: (parsed) => (typeof parsed === 'string' ? read(parsed) : missing(flags)),
})

/** An optional option; null if omitted. */
export const optional = <A>(flags: string, about: string, read: Read<A>): Option<A | null> => ({
  ...{ ...plain, flags, about },
  read: (parsed) => (typeof parsed === 'string' ? read(parsed) : E.right(null)),
})

/** An optional option with a few values to choose from; null if omitted. */
export const oneOf = <const A extends string>(
  flags: string,
  about: string,
  choices: ReadonlyArray<A>,
): Option<A | null> => ({
  ...{ ...plain, flags, about, choices },
  read: (parsed) => E.right(choices.find((choice) => choice === parsed) ?? null),
})

/** An option that may be given more than once. */
export const repeated = <A>(
  flags: string,
  about: string,
  read: Read<A>,
  isRequired: boolean,
): Option<ReadonlyArray<A>> => ({
  ...{ ...plain, flags, about: `${about}; may be repeated`, required: isRequired, repeated: true },
  read: (parsed) => {
    const typed = textsIn(parsed)
    return isRequired && typed.length === 0 ? missing(flags) : E.traverseArray(read)(typed)
  },
})

/** A flag. */
export const flag = (flags: string, about: string): Option<boolean> => ({
  ...{ ...plain, flags, about },
  read: (parsed) => E.right(parsed === true),
})

/** The same option, marked as shared by several commands, so that the manual describes it once. */
export const shared = <A>(option: Option<A>): Option<A> => ({ ...option, shared: true })
