import type { Command } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import type { Context } from '../command/command'
import { optional, type Option } from '../command/option'
import { badInput, type Failure } from '../failure'
import { readText } from './options'

const VARIABLE = 'KPI_LEDGER_ACTOR'

const NOBODY = `nobody is named as the actor: pass --actor, or set ${VARIABLE}`

/** The `--actor` option; `who` says what the actor does, such as `who records the figures`. */
export const actorOption = (who: string): Option<string | null> =>
  optional('--actor <name>', `${who}; ${VARIABLE} by default`, readText('--actor'))

/** The actor named by `--actor`, or else by the environment; null for none. */
export const actorOf = (
  { io }: Context,
  given: string | null,
): E.Either<Failure, string | null> => {
  const known = io.env[VARIABLE] ?? ''
  return given !== null || known === '' ? E.right(given) : readText(VARIABLE)(known)
}

/** Whether every command names its actor. */
export const allNamed = (commands: ReadonlyArray<Command>): boolean =>
  commands.every(({ metadata }) => metadata?.actor !== undefined)

/** What was found, or its faults. If `strict`, commands that name no actor are a fault too. */
export const strictlyNamed = <A>(
  strict: boolean,
  commands: ReadonlyArray<Command>,
  found: E.Either<Failure, A>,
): E.Either<Failure, A> => {
  if (!strict || allNamed(commands)) return found
  return E.isLeft(found)
    ? E.left({ ...found.left, message: `${found.left.message}\n${NOBODY}` })
    : E.left(badInput(NOBODY))
}

/** Warns about commands that name no actor, since their events never will. */
export const warnOfNameless = ({ io }: Context, commands: ReadonlyArray<Command>): void => {
  if (!allNamed(commands)) io.err(`kpi-ledger: ${NOBODY}\n`)
}
