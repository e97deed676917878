import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'

/** Reads what was typed, or says what is wrong with it. */
export type Read<A> = (typed: string) => E.Either<Failure, A>

/** An option of a command. */
export interface Option<A> {
  /** As commander has it: `--period <period>`. */
  readonly flags: string
  readonly about: string
  readonly required: boolean
  readonly repeated: boolean
  /** The only values there are; null for any. */
  readonly choices: ReadonlyArray<string> | null
  /** Several commands have it, and the manual speaks of it once. */
  readonly shared: boolean
  /** What it gives, of what commander made of the command line. */
  readonly read: (parsed: unknown) => E.Either<Failure, A>
}

/** The options of a command by the names its `run` knows them by. */
export type Options = Readonly<Record<string, Option<unknown>>>

/** What was given for options. */
export type Given<O extends Options> = {
  readonly [Name in keyof O]: O[Name] extends Option<infer A> ? A : never
}

const plain = { required: false, repeated: false, choices: null, shared: false }

/** Takes what was typed as it is. */
export const asTyped: Read<string> = (typed) => E.right(typed)

const mistaken = (flags: string): E.Either<Failure, never> =>
  E.left(badInput(`${flags}: expected a value`))

/** An option without which a command does not run. */
export const required = <A>(flags: string, about: string, read: Read<A>): Option<A> => ({
  ...{ ...plain, flags, about, required: true },
  read: (parsed) => (typeof parsed === 'string' ? read(parsed) : mistaken(flags)),
})

/** An option that may be left out; null where it was. */
export const optional = <A>(flags: string, about: string, read: Read<A>): Option<A | null> => ({
  ...{ ...plain, flags, about },
  read: (parsed) => (typeof parsed === 'string' ? read(parsed) : E.right(null)),
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
    const typed: ReadonlyArray<unknown> = Array.isArray(parsed) ? parsed : []
    return E.traverseArray((each: unknown) =>
      typeof each === 'string' ? read(each) : mistaken(flags),
    )(typed)
  },
})

/** An option that is there or not. */
export const flag = (flags: string, about: string): Option<boolean> => ({
  ...{ ...plain, flags, about },
  read: (parsed) => E.right(parsed === true),
})

/** The same option, of which the manual speaks once for all commands that have it. */
export const shared = <A>(option: Option<A>): Option<A> => ({ ...option, shared: true })
