import { judgeEvent } from '../events/apply'
import type { DomainEvent } from '../events/envelope'
import { isEventType } from '../events/registry'
import type { History } from '../history/history'
import { invariant } from '../invariant'
import type { Refusal } from './refusal'

/**
 * Why an event cannot follow what has happened so far in a contract; null if it can. The one judge
 * of what commands ask for and of what ledger files bring (domain model, Refusals).
 */
export const judge = (history: History, event: DomainEvent, contract: string): Refusal | null => {
  invariant(isEventType(event.type), 'something is judged that was not decoded as an event')
  return history.contract === null && event.type !== 'ContractRegistered'
    ? { _tag: 'UnknownContract', contract }
    : judgeEvent(history, event)
}
