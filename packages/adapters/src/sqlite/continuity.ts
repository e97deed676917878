import type { EventFilter } from '@kpi-ledger/core/store'
import type { Continuity } from './rows.codec'

const gap = (what: string, expected: number, found: number): string =>
  `${what} ${expected} was expected here, not ${found}: the table was changed by other means`

/**
 * Rows of one stream: their revisions are consecutive, ascending or descending, and their positions
 * in order.
 */
export const ofStream = (start: number, step: 1 | -1): Continuity => {
  let expected = start
  let before: number | null = null
  return (position, _, revision) => {
    if (revision !== expected) return gap('revision', expected, revision)
    if (position < 1 || (before !== null && (position - before) * step <= 0))
      return `its position is out of order: the table was changed by other means`
    expected += step
    before = position
    return null
  }
}

/**
 * Rows of the whole store after a position. Positions are consecutive unless some are filtered out.
 * So are the revisions of each stream, from 0 if read from the beginning, unless types are filtered
 * out; they never go back.
 */
export const ofStore = (after: number, { streams, types }: EventFilter = {}): Continuity => {
  const isWhole = streams === undefined && types === undefined
  const next = new Map<string, number>()
  let position = after
  return (at, stream, revision) => {
    if (isWhole ? at !== position + 1 : at <= position) return gap('position', position + 1, at)
    const expected = next.get(stream) ?? (after === 0 ? 0 : null)
    if (expected !== null && (types === undefined ? revision !== expected : revision < expected))
      return gap(`revision of ${stream}`, expected, revision)
    position = at
    next.set(stream, revision + 1)
    return null
  }
}
