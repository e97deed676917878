import { randomInt } from 'node:crypto'
import {
  decodeLine,
  describe,
  type History,
  type RecordedEvent,
  type StoreError,
} from '@kpi-ledger/core'
import {
  admit,
  emptyHistory,
  formatFaults,
  IdList,
  NumberList,
  SharedIds,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { Line } from './lines'

const decode = decodeLine()

const corrupt = (
  { number }: Line,
  reason: string,
  event?: RecordedEvent,
): E.Either<StoreError, never> =>
  E.left({
    _tag: 'Corrupt',
    stream: event?.stream ?? null,
    revision: event?.revision ?? null,
    at: `line ${String(number)}`,
    reason,
  })

const layoutFault = (text: string): string | null => {
  if (text === '') return 'expected an event, got an empty line'
  return text.trim() === text ? null : 'expected an event, got blanks around it'
}

/** Why an event may not be taken, once it was added to its history; null if it may. */
export type Examine = (history: History, event: RecordedEvent) => string | null

/**
 * Creates the check that all lines of a ledger file pass through, in order: a line decodes, its id
 * is new, its event can follow those before it in its stream, and the caller has nothing against it.
 */
export const admission = (
  examine?: Examine,
): ((line: Line) => E.Either<StoreError, RecordedEvent>) => {
  // Nobody can choose ids that collide. The histories add theirs to it.
  const ids = new IdList(randomInt(2 ** 31))
  const lines = new NumberList()
  const states = new Map<string, History>()
  return (line) => {
    const layout = layoutFault(line.text)
    if (layout !== null) return corrupt(line, layout)
    const decoded = decode(line.text)
    if (E.isLeft(decoded)) return corrupt(line, formatFaults(decoded.left.faults))
    const event = decoded.right
    const taken = ids.indexOf(event.id)
    if (taken !== -1)
      return corrupt(
        line,
        `id: ${event.id} is already used on line ${String(lines.at(taken))}`,
        event,
      )
    const state = admit(states.get(event.stream) ?? emptyHistory(new SharedIds(ids)), event)
    if (E.isLeft(state)) return corrupt(line, describe(state.left), event)
    const objection = examine?.(state.right, event) ?? null
    if (objection !== null) return corrupt(line, objection, event)
    lines.push(line.number)
    states.set(event.stream, state.right)
    return decoded
  }
}
