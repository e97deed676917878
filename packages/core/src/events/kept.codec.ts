import type { History, KeptEvent } from '../history/history'
import type { EventData, EventType } from './registry'

/** The events of one type that a history stores as they are, in recorded order. */
export const keptOf = <Type extends EventType>(
  { kept }: History,
  type: Type,
): ReadonlyArray<KeptEvent & { readonly data: EventData<Type> }> =>
  (kept.get(type) ?? []) as ReadonlyArray<KeptEvent & { readonly data: EventData<Type> }>
