import { Option as CommanderOption } from 'commander'
import * as E from 'fp-ts/Either'
import type { Failure } from '../failure'
import type { Given, Options } from './option'

/** The name of an option in commander's result: `factsAsAt` for `--facts-as-at <instant>`. */
export const attributeOf = (flags: string): string => new CommanderOption(flags).attributeName()

/** Decodes all options in order; fails with the first fault. */
export const decodeGiven = <O extends Options>(
  options: O,
  parsed: Readonly<Record<string, unknown>>,
): E.Either<Failure, Given<O>> => {
  const given: Record<string, unknown> = {}
  for (const [name, { flags, read }] of Object.entries(options)) {
    const value = read(parsed[attributeOf(flags)])
    if (E.isLeft(value)) return value
    given[name] = value.right
  }
  return E.right(given as Given<O>)
}
