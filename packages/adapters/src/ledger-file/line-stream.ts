import { parseJson } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'

/** How a line written in the wire format begins. */
const BEGINNING = /^\{"id":"[^"\\]*","stream":"([^"\\]*)"/

/** The stream of the event on a line, without decoding the event; null if the line does not say. */
export const streamOnLine = (text: string): string | null => {
  const [, written] = BEGINNING.exec(text) ?? []
  if (written !== undefined) return written
  const parsed = parseJson(text)
  if (E.isLeft(parsed) || typeof parsed.right !== 'object' || parsed.right === null) return null
  const stream: unknown = Reflect.get(parsed.right, 'stream')
  return typeof stream === 'string' ? stream : null
}
