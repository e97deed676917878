import { judgeEvent } from '../events/apply'
import type { DomainEvent } from '../events/envelope'
import type { History } from '../history/history'
import type { Refusal } from './refusal'

/**
 * Why an event cannot follow what has happened so far in a contract; null if it can. The one judge
 * of what commands ask for and of what ledger files bring (domain model, Refusals).
 */
export const judge = (history: History, event: DomainEvent, contract: string): Refusal | null =>
  history.contract === null && event.type !== 'ContractRegistered'
    ? { _tag: 'UnknownContract', contract }
    : judgeEvent(history, event)
