import { invariant } from '../invariant'
import type { Outcome } from '../kpi/outcome'
import { readPeriod } from '../period/period'
import { ActualRows, NONE, type ActualEntry } from './actual-rows'
import { NumberList } from './number-list'
import { Texts } from './texts'
import { everythingKnown, type Known } from './entry'
import type { Origins } from './origins'

/** What was achieved against a KPI in a period (M17 to M19). */
export interface Actual {
  readonly kpi: string
  /** `2016-04`, `FY2016-Q1`, `FY2016-H1` or `FY2016` (M1). */
  readonly period: string
  readonly outcome: Outcome
}

/** The latest actual of one KPI in each period, by the period's text, in the order of their first. */
export interface KPIActuals extends Iterable<readonly [period: string, latest: ActualEntry]> {
  /** Number of periods. */
  readonly size: number
  readonly get: (period: string) => ActualEntry | undefined
  readonly values: () => ReadonlyArray<ActualEntry>
}

/** The periods of all actuals: some 20,000 are possible. */
const periods = new Texts()

const hashOf = (kpi: number, period: number): number => {
  const mix = Math.imul(
    Math.imul(kpi + 1, 0x9e3779b1) ^ Math.imul(period + 1, 0x85ebca6b),
    0xc2b2ae35,
  )
  return mix ^ (mix >>> 15)
}

/** A KPI that there are actuals of. */
interface Recorded {
  readonly number: number
  /** Its last slot. */
  last: number
  /** Number of its slots. */
  size: number
}

/**
 * The actuals of a contract by KPI. They make up most of a history, so they are kept in columns, some
 * twenty bytes each, and entries are made when they are asked for. A slot is a period of a KPI, with the
 * row of its latest actual.
 */
export class Actuals implements Iterable<readonly [kpi: string, actuals: KPIActuals]> {
  private readonly kpis = new Map<string, Recorded>()
  private readonly names: Array<string> = []
  private readonly rows: ActualRows
  private readonly slotOfRow = new NumberList()
  private readonly slots = {
    ...{
      kpi: new NumberList(),
      period: new NumberList(),
      latest: new NumberList(),
      before: new NumberList(),
    },
  }
  /** Slots plus one, by hash. */
  private table = new Int32Array(16)

  /** Those of the events whose origins are given. */
  constructor(origins: Pick<Origins, 'recordedAt'>) {
    this.rows = new ActualRows(origins)
  }

  /** The KPIs that there are actuals of, in the order of their first. */
  keys(): Iterable<string> {
    return this.kpis.keys()
  }

  /** The actuals of a KPI. */
  get(kpi: string): KPIActuals | undefined {
    const recorded = this.kpis.get(kpi)
    return recorded === undefined ? undefined : this.actualsOf(recorded)
  }

  /** As a list of all actuals by KPI. */
  toJSON(): ReadonlyArray<readonly [kpi: string, ReadonlyArray<unknown>]> {
    return [...this].map(([kpi, actuals]) => [
      kpi,
      inRecordedOrder(actuals).map(({ revision, recordedAt, period, outcome, corrected }) => ({
        ...{ revision, recordedAt, period, outcome, corrected },
      })),
    ])
  }

  *[Symbol.iterator](): Generator<readonly [kpi: string, actuals: KPIActuals]> {
    for (const [kpi, recorded] of this.kpis) yield [kpi, this.actualsOf(recorded)]
  }

  /** The latest actual of a KPI for exactly that period. */
  latest(kpi: string, period: string): ActualEntry | undefined {
    const recorded = this.kpis.get(kpi)
    return recorded === undefined ? undefined : this.latestOf(recorded, period)
  }

  /** The KPI whose actual was recorded at a revision; null if none was. */
  kpiAt(revision: number): string | null {
    const row = this.rows.rowAt(revision)
    return row === NONE ? null : (this.names[this.slots.kpi.at(this.slotOfRow.at(row))] ?? null)
  }

  /** Adds the actual of an event whose origin is there, after those recorded so far. */
  add({ kpi, period, outcome }: Actual, corrected: boolean, revision: number): void {
    const { rows, slotOfRow, slots } = this
    const recorded = this.recordedOf(kpi)
    const number = periods.numberOf(period)
    const slot = this.find(recorded.number, number)
    if (slot === NONE) {
      slotOfRow.push(slots.latest.length)
      this.addSlot(recorded, number, rows.push(revision, outcome, corrected, NONE))
    } else {
      slotOfRow.push(slot)
      slots.latest.set(slot, rows.push(revision, outcome, corrected, slots.latest.at(slot)))
    }
  }

  /** Removes the actuals from a revision on, which were added last. */
  cut(from: number): void {
    const { rows, slotOfRow, slots } = this
    for (let row = rows.length - 1; rows.revisionOf(row) >= from; row--) {
      const slot = slotOfRow.at(row)
      const previous = rows.previousOf(row)
      slots.latest.set(slot, previous)
      rows.pop()
      slotOfRow.cut(row)
      if (previous === NONE) this.removeLastSlot()
    }
  }

  private actualsOf(recorded: Recorded): KPIActuals {
    const entries = (): ReadonlyArray<readonly [string, ActualEntry]> => this.entriesOf(recorded)
    return {
      size: recorded.size,
      get: (period) => this.latestOf(recorded, period),
      values: () => entries().map(([, latest]) => latest),
      [Symbol.iterator]: () => entries()[Symbol.iterator](),
    }
  }

  private entriesOf({ last }: Recorded): ReadonlyArray<readonly [string, ActualEntry]> {
    const found: Array<readonly [string, ActualEntry]> = []
    for (let slot = last; slot !== NONE; slot = this.slots.before.at(slot)) {
      const period = periods.at(this.slots.period.at(slot)) ?? ''
      found.push([period, this.rows.entryAt(this.slots.latest.at(slot), readPeriod(period))])
    }
    return found.reverse()
  }

  private latestOf({ number }: Recorded, text: string): ActualEntry | undefined {
    const period = periods.find(text)
    const slot = period === undefined ? NONE : this.find(number, period)
    return slot === NONE
      ? undefined
      : this.rows.entryAt(this.slots.latest.at(slot), readPeriod(text))
  }

  private find(kpi: number, period: number): number {
    const { table, slots } = this
    const mask = table.length - 1
    for (let at = hashOf(kpi, period) & mask; ; at = (at + 1) & mask) {
      const slot = (table[at] ?? 0) - 1
      if (slot === NONE) return NONE
      if (slots.period.at(slot) === period && slots.kpi.at(slot) === kpi) return slot
    }
  }

  /** What there is of a KPI, which is added if it is not there. */
  private recordedOf(kpi: string): Recorded {
    const known = this.kpis.get(kpi)
    if (known !== undefined) return known
    const recorded = { number: this.kpis.size, last: NONE, size: 0 }
    this.kpis.set(kpi, recorded)
    this.names.push(kpi)
    return recorded
  }

  /** Adds the slot of a period of a KPI, with the row of its first actual. */
  private addSlot(recorded: Recorded, period: number, row: number): void {
    const { slots } = this
    const slot = slots.latest.length
    slots.kpi.push(recorded.number)
    slots.period.push(period)
    slots.latest.push(row)
    slots.before.push(recorded.last)
    recorded.last = slot
    recorded.size++
    if (3 * slot < 2 * this.table.length) this.enter(slot)
    else this.enlarge()
  }

  private removeLastSlot(): void {
    const { slots, table } = this
    const slot = slots.latest.length - 1
    // Last in, first out, so no other entry's probe path passes through it.
    const mask = table.length - 1
    let at = hashOf(slots.kpi.at(slot), slots.period.at(slot)) & mask
    while (table[at] !== slot + 1) at = (at + 1) & mask
    table[at] = 0
    const kpi = this.names[slots.kpi.at(slot)] ?? ''
    const recorded = this.kpis.get(kpi)
    invariant(recorded !== undefined, `${kpi} has a slot and no actuals`)
    recorded.last = slots.before.at(slot)
    recorded.size--
    if (recorded.size === 0) {
      this.kpis.delete(kpi)
      this.names.pop()
    }
    for (const column of Object.values(slots)) column.cut(slot)
  }

  private enter(slot: number): void {
    const { table, slots } = this
    const mask = table.length - 1
    let at = hashOf(slots.kpi.at(slot), slots.period.at(slot)) & mask
    while (table[at] !== 0) at = (at + 1) & mask
    table[at] = slot + 1
  }

  private enlarge(): void {
    this.table = new Int32Array(2 * this.table.length)
    for (let slot = 0; slot < this.slots.latest.length; slot++) this.enter(slot)
  }
}

/** An actual and those it replaced, as far as they are known, latest first (M19). */
export const knownFrom = (
  latest: ActualEntry | null | undefined,
  known: Known,
): ReadonlyArray<ActualEntry> => {
  const entries: Array<ActualEntry> = []
  for (let entry = latest ?? null; entry !== null; entry = entry.previous)
    if (known(entry)) entries.push(entry)
  return entries
}

/** All actuals of a KPI, in recorded order; none if there are none. */
export const inRecordedOrder = (actuals: KPIActuals | undefined): ReadonlyArray<ActualEntry> =>
  (actuals?.values() ?? [])
    .flatMap((latest) => knownFrom(latest, everythingKnown))
    .sort((a, b) => a.revision - b.revision)

/** The latest actual known for exactly that period (M19). */
export const knownActual = (
  actuals: Actuals,
  kpi: string,
  period: string,
  known: Known,
): ActualEntry | null => {
  let entry = actuals.latest(kpi, period) ?? null
  while (entry !== null && !known(entry)) entry = entry.previous
  return entry
}
