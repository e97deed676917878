import type { DomainEvent } from '../events/envelope'
import { definitions, isEventType, type EventType } from '../events/registry'
import type { History } from '../history/history'
import { invariant } from '../invariant'
import { judgeRemaining } from './judge-remaining'
import type { Refusal } from './refusal'

const judgeKnown = <Type extends EventType>(
  history: History,
  event: DomainEvent<Type>,
): Refusal | null => definitions[event.type].judge(history, event.data)

/**
 * Why an event cannot follow what has happened so far in a contract; null if it can. Used for the
 * events of both commands and ledger files (domain model, Refusals).
 */
export const judge = (history: History, event: DomainEvent, contract: string): Refusal | null => {
  invariant(isEventType(event.type), 'judged an event that was not decoded')
  if (history.contract === null && event.type !== 'ContractRegistered')
    return { _tag: 'UnknownContract', contract }
  const refusal = judgeKnown(history, event)
  return refusal === null && event.type === 'EventWithdrawn'
    ? judgeRemaining(history, event.data.event, judgeKnown)
    : refusal
}
