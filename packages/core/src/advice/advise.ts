import type { DomainEvent } from '../events/envelope'
import { definitions, type EventType } from '../events/registry'
import type { Entry } from '../history/entry'
import type { History } from '../history/history'
import type { Oddity } from './oddity'

const adviseOn = <Type extends EventType>(
  history: History,
  event: DomainEvent<Type> & Entry,
): ReadonlyArray<Oddity> => definitions[event.type].advise?.(history, event.data, event) ?? []

/**
 * What looks wrong about an event that was accepted (M40), given everything recorded by then, what
 * was recorded together with it included. The clock is the event's own `recordedAt`.
 */
export const advise = (history: History, event: DomainEvent & Entry): ReadonlyArray<Oddity> =>
  adviseOn(history, event)
