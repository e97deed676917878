import { idCache, type IdCache } from './deciding'
import { emptyLog, type EventLog } from './event-log'
import { noFaults, type Cut, type PendingFaults } from './faults'

/** A reading or subscription that a client has open. */
export interface OpenCall {
  readonly cut: (how: Cut) => void
}

/** What the services of one server share. */
export interface ServerNode {
  readonly log: EventLog
  readonly ids: IdCache
  readonly faults: PendingFaults
  readonly open: Set<OpenCall>
  /** Woken whenever something is written. */
  readonly waiting: Set<() => void>
  readonly now: () => Date
  readonly newId: () => string
}

export const newNode = (now: () => Date, newId: () => string): ServerNode => ({
  log: emptyLog(now),
  ids: idCache(),
  faults: noFaults(),
  open: new Set(),
  waiting: new Set(),
  now,
  newId,
})

/** Wakes whoever waits for something to be written. */
export const wakeAll = ({ waiting }: ServerNode): void => {
  for (const wake of [...waiting]) wake()
}
