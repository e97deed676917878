import type { Entry } from '../history/entry'
import type { History, KeptEvent } from '../history/history'
import type { DomainEvent } from './envelope'
import type { EventData, EventType } from './registry'

/** The events of one type that a history stores as they are, in recorded order. */
export const keptOf = <Type extends EventType>(
  { kept }: History,
  type: Type,
): ReadonlyArray<KeptEvent & { readonly data: EventData<Type> }> =>
  (kept.get(type) ?? []) as ReadonlyArray<KeptEvent & { readonly data: EventData<Type> }>

/** The same with their type, as events. */
export const keptEventsOf = (
  history: History,
  type: EventType,
): ReadonlyArray<{ readonly at: Entry; readonly event: DomainEvent }> =>
  keptOf(history, type).map(({ data, ...at }) => ({ at, event: { type, data } as DomainEvent }))
