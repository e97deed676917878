import { applyEvent, reasonFor } from '../events/apply'
import type { RecordedEvent } from '../events/envelope'
import { emptyHistory, type History } from '../history/history'
import { originFrom } from '../history/origins'

/** Extends a history by the next event of its stream, in place. */
export const addToHistory = (history: History, event: RecordedEvent): void => {
  const { id, type, metadata } = event
  history.recordedAt.push(event.recordedAt)
  history.origins.push(
    originFrom(id, type, metadata?.actor, metadata?.occurredAt, reasonFor(event)),
  )
  applyEvent(history, event)
}

/** The history of a stream's events, from the first one on, each folded once. */
export const foldHistory = (events: Iterable<RecordedEvent>): History => {
  const history = emptyHistory()
  for (const event of events) addToHistory(history, event)
  return history
}
