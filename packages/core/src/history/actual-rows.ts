import { invariant } from '../invariant'
import type { Outcome } from '../kpi/outcome'
import type { Period } from '../period/period'
import type { Instant } from '../schema/instant'
import { NumberList } from './number-list'
import type { Entry } from './entry'
import type { Origins } from './origins'

/** An actual as recorded or corrected, with the one it replaced (M19). */
export interface ActualEntry extends Entry {
  /** The period of the figure. */
  readonly period: Period
  /** What was achieved, or why there is no figure (M17, M18). */
  readonly outcome: Outcome
  /** Whether it is a correction (M19). */
  readonly corrected: boolean
  /** The entry that it corrects; null for the first. */
  readonly previous: ActualEntry | null
}

/** No row. */
export const NONE = -1

const MEASURED = 'measured'

/** Those without a text of their own, each once. */
const plainReasons = new Map<string, Outcome>()

const kept = (outcome: Outcome): Outcome => {
  if (outcome.kind === MEASURED || outcome.text !== undefined) return outcome
  const { kind, reason } = outcome
  const known = plainReasons.get(reason)
  if (known !== undefined) return known
  const plain = { kind, reason }
  plainReasons.set(reason, plain)
  return plain
}

const isMore = (outcome: Outcome): boolean =>
  outcome.kind !== MEASURED || outcome.of !== undefined || outcome.published !== undefined

/** An actual in its row; what is in the columns is looked up when it is asked for. */
class ActualInRow implements ActualEntry {
  readonly revision: number

  constructor(
    private readonly rows: ActualRows,
    private readonly row: number,
    readonly period: Period,
  ) {
    this.revision = rows.revisionOf(row)
  }

  get recordedAt(): Instant {
    return this.rows.recordedAtOf(this.row)
  }

  get outcome(): Outcome {
    return this.rows.outcomeOf(this.row)
  }

  get corrected(): boolean {
    return this.rows.isCorrected(this.row)
  }

  get previous(): ActualEntry | null {
    const previous = this.rows.previousOf(this.row)
    return previous === NONE ? null : this.rows.entryAt(previous, this.period)
  }
}

/** Actuals in the order in which they were added, in columns. */
export class ActualRows {
  private readonly revisions = new NumberList()
  private readonly values = new NumberList()
  private readonly corrections = new NumberList()
  private readonly previous = new NumberList()
  /** Outcomes that are more than a value. */
  private readonly outcomes = new Map<number, Outcome>()

  /** When they were recorded is kept by the origins of their events. */
  constructor(private readonly origins: Pick<Origins, 'recordedAt'>) {}

  /** The number of rows. */
  get length(): number {
    return this.revisions.length
  }

  /** Adds an actual that replaces that of a row, if any. */
  push(revision: number, outcome: Outcome, corrected: boolean, previous: number): number {
    const row = this.length
    if (isMore(outcome)) this.outcomes.set(row, kept(outcome))
    this.revisions.push(revision)
    this.values.push(outcome.kind === MEASURED ? outcome.value : NaN)
    this.corrections.push(corrected ? 1 : 0)
    this.previous.push(previous)
    return row
  }

  /** Removes the last row. */
  pop(): void {
    const row = this.length - 1
    this.outcomes.delete(row)
    const { revisions, values, corrections, previous } = this
    for (const column of [revisions, values, corrections, previous]) column.cut(row)
  }

  /** The actual of a row, which is of a period. */
  entryAt(row: number, period: Period): ActualEntry {
    return new ActualInRow(this, row, period)
  }

  /** The row added at a revision; NONE if there is none. Revisions only increase. */
  rowAt(revision: number): number {
    let [low, high] = [0, this.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.revisions.at(middle) < revision) low = middle + 1
      else high = middle
    }
    return this.revisions.at(low) === revision ? low : NONE
  }

  /** The revision of the event of a row. */
  revisionOf(row: number): number {
    return this.revisions.at(row)
  }

  /** When the event of a row was recorded. */
  recordedAtOf(row: number): Instant {
    const recordedAt = this.origins.recordedAt(this.revisionOf(row))
    invariant(recordedAt !== undefined, `row ${row} is of no event`)
    return recordedAt
  }

  /** The outcome in a row. */
  outcomeOf(row: number): Outcome {
    return this.outcomes.get(row) ?? { kind: MEASURED, value: this.values.at(row) }
  }

  /** Whether a row is a correction. */
  isCorrected(row: number): boolean {
    return this.corrections.at(row) === 1
  }

  /** The row of the actual that it replaced; NONE if it was the first. */
  previousOf(row: number): number {
    return this.previous.at(row)
  }
}
