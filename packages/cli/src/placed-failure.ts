import { describe, type ExecutionError } from '@kpi-ledger/core'
import { invariant, limits, listed } from '@kpi-ledger/core/unstable'
import { badInput, type Failure } from './failure'
import { executionFailure } from './store-failure'

/** The places of commands, by their index in a batch. */
export const placesOf =
  (commands: ReadonlyArray<{ readonly place: string }>) =>
  (index: number): string => {
    const command = commands[index]
    invariant(command !== undefined, `no command has index ${String(index)}`)
    return command.place
  }

/** Why commands were not recorded, each with the place it came from. */
export const refusalOf =
  (commands: ReadonlyArray<{ readonly place: string }>) =>
  (error: ExecutionError): Failure => {
    const place = placesOf(commands)
    if (error._tag === 'AdvisedAgainst')
      return badInput(
        listed(error.advice.map(({ index, sentence }) => `${place(index)}: ${sentence}`)).join(
          '\n',
        ),
      )
    if (error._tag !== 'Refused') return executionFailure(error)
    const refused = [{ index: error.index, refusal: error.refusal }, ...error.further]
    const lines = refused
      .slice(0, limits.listed)
      .map(({ index, refusal }) => `${place(index)}: ${describe(refusal)}`)
    const message = listed(lines, refused.length).join('\n')
    // Only a conflict can be solved by retrying; anything else must be corrected in the input.
    return refused.every(({ refusal }) => refusal._tag === 'Stale')
      ? { status: 4, message }
      : badInput(message)
  }
