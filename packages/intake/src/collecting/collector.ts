import { formatPeriod, type Outcome, type Period } from '@kpi-ledger/core'
import { outcomeInWords } from '@kpi-ledger/core/unstable'
import { notMeasured, readFigure } from '../reading/read-figure'
import type { Reading } from '../reading/reading'
import { reasonOf } from '../reading/reason-words'
import { UNREADABLE } from '../sheets/encoding'
import { MAX_FIGURES } from '../sheets/limits'
import {
  addressOf,
  isBlank,
  textOf,
  type CellAt,
  type CellContent,
  type SheetRow,
} from '../sheets/sheet'
import type { KPINames } from './kpi-names'
import type { Layout, Slot } from './layout'
import { Remarks } from './remarks'
import type { ReadReturn, ReturnedFigure } from './returned'
import { ReturnedOnce } from './returned-once'

const TOTALS = /^(?:grand |sub-?)?(?:totals?|average|mean|overall|sum)\b|\btotals?:?$/i

const quoted = (text: string): string =>
  JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text)

const cellAt = (sheet: string | null, row: number, column: number): CellAt => ({
  sheet,
  cell: addressOf(row, column),
})

const isFilledIn = (cells: ReadonlyArray<CellContent>, column: number | null): boolean =>
  column !== null && !isBlank(cells[column])

const isFilled = (slot: Slot, cells: ReadonlyArray<CellContent>): boolean =>
  isFilledIn(cells, slot.figure) ||
  isFilledIn(cells, slot.of) ||
  isFilledIn(cells, slot.reason) ||
  isFilledIn(cells, slot.note)

/** A figure and its note as one text, equal for two rows that return the same. */
const contentsOf = ({ outcome, note }: ReturnedFigure): string => JSON.stringify([outcome, note])

/** How the figures of a file are read, the same for all its sheets. */
export interface CollectorOptions {
  /** The KPIs of the contract by what people call them. */
  readonly names: KPINames
  /** Whether the file has typed numbers, as workbooks do and CSV does not. */
  readonly typed: boolean
  /** What words of the file's own stand for, by those words in lower case. */
  readonly words: ReadonlyMap<string, Reading<Outcome>>
}

/**
 * Collects the figures of a file, sheet by sheet and row by row, with every guess and every fault.
 */
export class Collector extends Remarks {
  private readonly returned = new ReturnedOnce()
  private empty = 0
  private last: { readonly period: Period; readonly text: string } | null = null

  constructor(private readonly options: CollectorOptions) {
    super()
  }

  /** What a cell was read as; null if it is blank or at fault. Lists its guess or its fault. */
  private taken<A>(
    reading: Reading<A>,
    at: CellAt,
    text: string,
    inWords: (value: A) => string,
  ): A | null {
    if (reading.kind === 'fault') {
      this.fault(at, reading.message)
      return null
    }
    if (reading.why !== null)
      this.guess(
        at,
        text,
        reading.kind === 'blank' ? 'nothing' : inWords(reading.value),
        reading.why,
      )
    return reading.kind === 'blank' ? null : reading.value
  }

  /** Collects the figures in a row of a sheet. */
  row(sheet: string | null, layout: Layout, row: SheetRow): void {
    const lead = row.cells.findIndex((cell) => !isBlank(cell))
    if (lead < 0) return
    this.unreadableText(sheet, row)
    const slots = layout.slotsOf(row)
    if (slots === null) {
      this.skip(cellAt(sheet, row.row, lead), 'repeated headings')
      return
    }
    const filled = slots.reduce((sum, slot) => sum + (isFilled(slot, row.cells) ? 1 : 0), 0)
    this.empty += slots.length - filled
    const called = slots[0]?.kpi.text ?? ''
    if (layout.byRow && this.options.names.isPassedOver(called)) {
      const reason = `the mapping passes it over: ${quoted(called)}`
      this.skip(cellAt(sheet, row.row, lead), reason)
      return
    }
    if (layout.byRow && this.isNoKPI(called)) {
      const text = textOf(row.cells[lead])
      if (TOTALS.test(text) || TOTALS.test(called)) {
        this.skip(cellAt(sheet, row.row, lead), `a row of totals: ${quoted(text)}`)
        return
      }
      if (filled === 0) {
        this.skip(cellAt(sheet, row.row, lead), `a row without figures: ${quoted(text)}`)
        return
      }
    }
    if (row.hidden && filled > 0)
      this.guess(
        cellAt(sheet, row.row, lead),
        textOf(row.cells[lead]),
        'any other row',
        'the row is hidden',
      )
    for (const slot of slots) if (isFilled(slot, row.cells)) this.slot(sheet, row, slot)
  }

  private unreadableText(sheet: string | null, { row, cells }: SheetRow): void {
    for (let column = 0; column < cells.length; column++) {
      const content = cells[column]
      if (content?.kind === 'text' && content.text.includes(UNREADABLE))
        this.fault(
          cellAt(sheet, row, column),
          `${quoted(textOf(content))} is not in the file's encoding; if a spreadsheet wrote it on Windows, give --encoding windows-1252`,
        )
    }
  }

  private isNoKPI(text: string): boolean {
    return text === '' || typeof this.options.names.named(text) === 'string'
  }

  private slot(sheet: string | null, row: SheetRow, slot: Slot): void {
    const at = cellAt(sheet, row.row, slot.figure)
    const kpi = this.kpiOf(sheet, slot)
    const period = this.periodOf(sheet, slot)
    if (kpi === null || period === null) return
    const outcome = this.outcomeOf(at, row, slot, kpi, period)
    const note = slot.note === null ? '' : textOf(row.cells[slot.note])
    if (outcome === null && note === '') return
    this.take({
      sheet,
      cell: at.cell,
      kpi,
      period: this.written(period),
      outcome,
      note: note === '' ? null : note,
    })
  }

  /**
   * A period as the ledger writes it. The last one is kept: successive rows often share a period.
   */
  private written(period: Period): string {
    if (this.last?.period !== period) this.last = { period, text: formatPeriod(period) }
    return this.last.text
  }

  private kpiOf(sheet: string | null, { kpi: { text, row, column } }: Slot): string | null {
    const named =
      text === '' ? 'there are figures beside it, but no KPI' : this.options.names.named(text)
    if (typeof named === 'string') {
      this.fault(cellAt(sheet, row, column), named)
      return null
    }
    if (named.why !== null)
      this.guess(cellAt(sheet, row, column), text, `KPI ${named.kpi}`, named.why)
    return named.kpi
  }

  private periodOf(sheet: string | null, { period }: Slot): Period | null {
    const { reading } = period
    if (reading.kind === 'read' && reading.why === null) return reading.value
    const at = cellAt(sheet, period.row, period.column)
    if (reading.kind === 'blank') this.fault(at, 'there are figures for it, but no period')
    return this.taken(reading, at, period.text, formatPeriod)
  }

  /** The outcome that the cells of a slot give; null if they give none or are at fault. */
  private outcomeOf(
    at: CellAt,
    { row, cells }: SheetRow,
    slot: Slot,
    kpi: string,
    period: Period,
  ): Outcome | null {
    const { typed, words, names } = this.options
    const { unit, better } = names.measure(kpi, period)
    const content = cells[slot.figure] ?? null
    const figure = readFigure(content, { unit, better, typed, words })
    const inWords = (outcome: Outcome): string =>
      `${outcomeInWords(outcome)}${outcome.kind === 'measured' ? ` (${unit})` : ''}`
    const outcome = this.taken(figure, at, textOf(content), inWords)
    if (figure.kind === 'fault') return null
    const of = this.populationOf(at, row, slot, cells)
    if (of === 'fault') return null
    return this.withReason(at, row, slot, cells, outcome, of)
  }

  private populationOf(
    { sheet }: CellAt,
    row: number,
    { of: column }: Slot,
    cells: ReadonlyArray<CellContent>,
  ): number | null | 'fault' {
    const content = column === null ? null : (cells[column] ?? null)
    if (column === null || isBlank(content)) return null
    const at = cellAt(sheet, row, column)
    const { typed } = this.options
    const reading = readFigure(content, { unit: 'count', better: null, typed, words: new Map() })
    if (reading.kind === 'read' && reading.value.kind === 'measured') {
      this.taken(reading, at, textOf(content), outcomeInWords)
      return reading.value.value
    }
    if (reading.kind === 'blank') {
      this.taken(reading, at, textOf(content), String)
      return null
    }
    this.fault(at, `expected the number that the figure is out of, got ${quoted(textOf(content))}`)
    return 'fault'
  }

  private withReason(
    at: CellAt,
    row: number,
    { reason: column }: Slot,
    cells: ReadonlyArray<CellContent>,
    figure: Outcome | null,
    of: number | null,
  ): Outcome | null {
    const text = column === null ? '' : textOf(cells[column])
    if (of !== null && figure?.kind !== 'measured') {
      this.fault(at, 'there is a number that the figure is out of, but no figure')
      return null
    }
    if (text === '' || column === null)
      return of === null || figure?.kind !== 'measured' ? figure : { ...figure, of }
    const place = cellAt(at.sheet, row, column)
    const reason = reasonOf(text)
    if (reason === undefined) {
      this.fault(place, `expected a reason, such as "Not due", got ${quoted(text)}`)
      return null
    }
    if (figure?.kind === 'measured')
      this.fault(place, 'there is both a figure and a reason why there is none')
    else if (figure !== null && figure.reason !== reason)
      this.fault(place, `the figure says ${outcomeInWords(figure)}, but the reason says ${text}`)
    else return figure ?? notMeasured(reason, text)
    return null
  }

  private take(figure: ReturnedFigure): void {
    const before = this.returned.sameAs(figure)
    if (before !== null) {
      const where = `${before.sheet === null ? '' : `${before.sheet}!`}${before.cell}`
      if (contentsOf(before) === contentsOf(figure))
        this.skip(figure, `the same figure as in ${where}`)
      else
        this.fault(
          figure,
          `${figure.kpi} for ${figure.period} has a different figure or note in ${where}`,
        )
    } else if (this.returned.figures.length >= MAX_FIGURES)
      this.fault(figure, `a return has at most ${String(MAX_FIGURES)} figures`)
    else this.returned.add(figure)
  }

  /** Everything collected so far. */
  result(): ReadReturn {
    return { figures: this.returned.figures, empty: this.empty, ...this.listed() }
  }
}
