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
  Origins,
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
  return text.trim() === text ? null : 'expected no blanks around the event'
}

/** Why an event must be refused, given the history it has been added to; null if it may be accepted. */
export type Examine = (history: History, event: RecordedEvent) => string | null

/**
 * The check that every line of a ledger file must pass: it decodes, its id is new, its event can
 * follow those before it in its stream, and the caller does not object.
 */
export class Admission {
  // Nobody can choose ids that collide.
  private readonly ids = new IdList(randomInt(2 ** 31))
  private readonly lines = new NumberList()
  private readonly histories = new Map<string, History>()

  constructor(private readonly examine?: Examine) {}

  /** The streams whose events are being judged. */
  get streams(): ReadonlyMap<string, unknown> {
    return this.histories
  }

  /** Reads the event of a line; an error if an earlier line has its id. */
  read(line: Line): E.Either<StoreError, RecordedEvent> {
    const decoded = this.decode(line)
    if (E.isLeft(decoded)) return decoded
    const { id } = decoded.right
    const taken = this.ids.indexOf(id)
    if (taken !== -1) {
      const reason = `id: ${id} is already used on line ${String(this.lines.at(taken))}`
      return corrupt(line, reason, decoded.right)
    }
    this.ids.push(id)
    this.lines.push(line.number)
    return decoded
  }

  /** Decodes the event of a line, whether or not its id is new. */
  decode(line: Line): E.Either<StoreError, RecordedEvent> {
    const layout = layoutFault(line.text)
    if (layout !== null) return corrupt(line, layout)
    const decoded = decode(line.text)
    return E.isLeft(decoded) ? corrupt(line, formatFaults(decoded.left.faults)) : decoded
  }

  /** Judges a line's event, once read, by the events of its stream judged before it. */
  judge(line: Line, event: RecordedEvent): E.Either<StoreError, RecordedEvent> {
    const history =
      this.histories.get(event.stream) ?? emptyHistory(new Origins(new SharedIds(this.ids)))
    const state = admit(history, event)
    if (E.isLeft(state)) return corrupt(line, describe(state.left), event)
    const objection = this.examine?.(state.right, event) ?? null
    if (objection !== null) return corrupt(line, objection, event)
    this.histories.set(event.stream, state.right)
    return E.right(event)
  }

  /** Releases the histories of all streams once they are complete. */
  forget(): void {
    this.histories.clear()
  }
}

/** Creates the check of the lines of a ledger file, to be applied to each in order. */
export const admission = (
  examine?: Examine,
): ((line: Line) => E.Either<StoreError, RecordedEvent>) => {
  const check = new Admission(examine)
  return (line) => {
    const event = check.read(line)
    return E.isLeft(event) ? event : check.judge(line, event.right)
  }
}
