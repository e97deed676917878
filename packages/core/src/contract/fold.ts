import type { RecordedEvent } from '../events/envelope'
import { definitions, type DefinitionOf, type EventType } from '../events/registry'
import { emptyHistory, type History } from '../history/history'
import { sourceIn } from '../history/origins'

/** Extends a history with the next event of its stream, in place. */
export const addToHistory = <Type extends EventType>(
  history: History,
  event: RecordedEvent<Type>,
): void => {
  const { id, type, recordedAt, metadata, data } = event
  const definition: DefinitionOf<Type> = definitions[type]
  history.origins.add(
    id,
    definition.type,
    recordedAt,
    metadata?.actor,
    metadata?.occurredAt,
    definition.reason?.(data),
    sourceIn(metadata?.['source']),
  )
  definition.apply(history, data, event)
}

/** Extends a history with the next event if it registers the contract or is a rule, and no other. */
export const addRules = <Type extends EventType>(
  history: History,
  event: RecordedEvent<Type>,
): void => {
  const { kind, apply } = definitions[event.type]
  if (kind === 'contract' || kind === 'rule') apply(history, event.data, event)
}

/** The history of a stream's events, from the first one on, each folded once. */
export const foldHistory = (events: Iterable<RecordedEvent>): History => {
  const history = emptyHistory()
  for (const event of events) addToHistory(history, event)
  return history
}
