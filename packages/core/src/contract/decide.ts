import * as E from 'fp-ts/Either'
import type { DomainEvent } from '../events/envelope'
import type { History } from '../history/history'
import { yearNotSplit } from '../period/written'
import { eventFor, type Command, type PublishScorecard } from './command.codec'
import { judge } from './judge'
import type { Refusal } from './refusal'

/** Why the period of a command cannot be written as it is in its contract (M1a). */
const misnamed = ({ contract }: History, command: Command | PublishScorecard): Refusal | null =>
  contract !== null && 'period' in command ? yearNotSplit(command.period, contract.yearStart) : null

/**
 * Decides on a command, given what has happened so far: the event to append, or the reason why it
 * is refused. Pure; never throws (domain model, Refusals).
 */
export const decide = (
  history: History,
  command: Command | PublishScorecard,
): E.Either<Refusal, DomainEvent> => {
  const event = eventFor(command)
  const refusal = misnamed(history, command) ?? judge(history, event, command.contract)
  return refusal === null ? E.right(event) : E.left(refusal)
}
