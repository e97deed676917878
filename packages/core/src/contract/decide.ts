import * as E from 'fp-ts/Either'
import type { DomainEvent } from '../events/envelope'
import type { History } from '../history/history'
import { eventFor, type Command } from './command.codec'
import { judge } from './judge'
import type { Refusal } from './refusal'

/**
 * Decides on a command, given what has happened so far: the event to append, or the reason why it
 * is refused. Pure; never throws (domain model, Refusals).
 */
export const decide = (history: History, command: Command): E.Either<Refusal, DomainEvent> => {
  const event = eventFor(command)
  const refusal = judge(history, event, command.contract)
  return refusal === null ? E.right(event) : E.left(refusal)
}
