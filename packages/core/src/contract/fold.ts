import type { DomainEvent, RecordedEvent } from '../events/envelope'
import { definitions, type EventType } from '../events/registry'
import type { Entry } from '../history/entry'
import { emptyHistory, type History } from '../history/history'
import { sourceIn } from '../history/origins'

const reasonFor = <Type extends EventType>(event: DomainEvent<Type>): string | undefined =>
  definitions[event.type].reason?.(event.data)

const apply = <Type extends EventType>(
  history: History,
  event: DomainEvent<Type> & Entry,
): void => {
  definitions[event.type].apply(history, event.data, event)
}

/** Extends a history with the next event of its stream, in place. */
export const addToHistory = (history: History, event: RecordedEvent): void => {
  const { id, type, recordedAt, metadata } = event
  history.origins.add(
    id,
    type,
    recordedAt,
    metadata?.actor,
    metadata?.occurredAt,
    reasonFor(event),
    metadata === undefined ? undefined : sourceIn(metadata['source']),
  )
  apply(history, event)
}

/** Extends a history with the next event if it registers the contract or is a rule, and no other. */
export const addRules = (history: History, event: RecordedEvent): void => {
  const { kind } = definitions[event.type]
  if (kind === 'contract' || kind === 'rule') apply(history, event)
}

/** The history of a stream's events, from the first one on, each folded once. */
export const foldHistory = (events: Iterable<RecordedEvent>): History => {
  const history = emptyHistory()
  for (const event of events) addToHistory(history, event)
  return history
}
