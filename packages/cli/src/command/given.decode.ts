import { Option as CommanderOption } from 'commander'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import type { Given, Options } from './option'

/** An option's name in commander's result: `factsAsAt` for `--facts-as-at <instant>`. */
export const attributeOf = (flags: string): string => new CommanderOption(flags).attributeName()

/** An option's flag without its value: `--period` for `--period <period>`. */
export const flagIn = (flags: string): string => flags.replace(/ .*$/, '')

/** Decodes all options in order; fails with all their faults. */
export const decodeGiven = <O extends Options>(
  options: O,
  parsed: Readonly<Record<string, unknown>>,
): E.Either<Failure, Given<O>> => {
  const given: Record<string, unknown> = {}
  const faults: Array<string> = []
  for (const [name, { flags, read }] of Object.entries(options)) {
    const value = read(parsed[attributeOf(flags)])
    if (E.isLeft(value)) faults.push(value.left.message)
    else given[name] = value.right
  }
  return faults.length > 0 ? E.left(badInput(faults.join('\n'))) : E.right(given as Given<O>)
}
