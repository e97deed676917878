import { Option as CommanderOption } from 'commander'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import type { Given, Options } from './option'

/** An option's name in commander's result: `factsAsAt` for `--facts-as-at <instant>`. */
export const attributeOf = (flags: string): string => new CommanderOption(flags).attributeName()

/** Decodes all options in order; fails with all their faults. */
export const decodeGiven = <O extends Options>(
  options: O,
  parsed: Readonly<Record<string, unknown>>,
): E.Either<Failure, Given<O>> => {
  const given: Record<string, unknown> = {}
  const faults: Array<string> = []
  for (const [name, { flags, required, read }] of Object.entries(options)) {
    const typed = parsed[attributeOf(flags)]
    if (required && typed === undefined) {
      faults.push(`required option '${flags}' not specified`)
      continue
    }
    const value = read(typed)
    if (E.isLeft(value)) faults.push(value.left.message)
    else given[name] = value.right
  }
  return faults.length > 0 ? E.left(badInput(faults.join('\n'))) : E.right(given as Given<O>)
}
