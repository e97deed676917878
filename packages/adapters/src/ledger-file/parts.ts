import type { Batch, NewEvent } from '@kpi-ledger/core/store'

const MOST_EVENTS = 500
/** The most characters of JSON in one append; EventStoreDB takes a megabyte at once. */
const MOST_TEXT = 256 * 1024

/** Splits a batch, which is not empty, into smaller ones to be appended in turn. */
export const partsOf = ({ stream, events, expected }: Batch): ReadonlyArray<Batch> => {
  const parts: Array<Batch> = []
  let part: Array<NewEvent> = []
  let text = 0
  let next = typeof expected === 'number' ? expected + 1 : 0
  const cut = (): void => {
    parts.push({ stream, events: part, expected: next === 0 ? 'no-stream' : next - 1 })
    next += part.length
    part = []
    text = 0
  }
  for (const event of events) {
    const length = JSON.stringify(event).length
    if (part.length === MOST_EVENTS || (part.length > 0 && text + length > MOST_TEXT)) cut()
    part.push(event)
    text += length
  }
  cut()
  return parts
}
