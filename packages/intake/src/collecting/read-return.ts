import type { Outcome } from '@kpi-ledger/core'
import type { History } from '@kpi-ledger/projections'
import { notMeasured } from '../reading/read-figure'
import { blank, read, type Reading } from '../reading/reading'
import { addressOf, isBlank, tidy } from '../sheets/sheet'
import { Collector } from './collector'
import { KPINames } from './kpi-names'
import type { Layout } from './layout'
import { mappedLayout } from './mapped-layout'
import type { Mapping } from './mapping'
import type { OpenedReturn } from './open-return'
import { isEmpty, ownLayout, returnHead } from './own-return'
import { HEAD_ROWS, type PeekedSheet } from './peeked'
import type { ReadReturn } from './returned'
import { yearStartOf } from '../year-start'

const wordsOf = ({ words = {} }: Mapping): ReadonlyMap<string, Reading<Outcome>> =>
  new Map(
    Object.entries(words).map(([word, meaning]) => [
      tidy(word).toLowerCase(),
      meaning === 'nothing'
        ? blank('the mapping says so')
        : read(notMeasured(meaning, tidy(word)), 'the mapping says so'),
    ]),
  )

const namesIn = ({ kpis = {} }: Mapping): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(kpis).map(([name, kpi]) => [tidy(name).normalize('NFC').toLowerCase(), kpi]),
  )

/** Reads the sheets of a file one after another. */
class ReturnReader {
  private readonly collector: Collector
  private readonly yearStart: number

  constructor(
    private readonly history: History,
    private readonly mapping: Mapping | null,
    typed: boolean,
  ) {
    this.yearStart = yearStartOf(history)
    this.collector = new Collector({
      names: new KPINames(history, namesIn(mapping ?? {})),
      words: wordsOf(mapping ?? {}),
      typed,
    })
  }

  private async rows(sheet: PeekedSheet, layout: Layout): Promise<void> {
    for await (const rows of sheet.rows)
      for (const row of rows)
        if (row.row >= layout.from) this.collector.row(sheet.name, layout, row)
    this.ended(sheet)
  }

  /** Reports a row at which reading ended; it and all rows below it are lost. */
  private ended({ name, unreadable }: PeekedSheet): void {
    const ended = unreadable()
    if (ended !== null)
      this.collector.fault({ sheet: name, cell: addressOf(ended.row, 0) }, ended.message)
  }

  /** The layout of a return that `template` wrote; null, with a fault, if it cannot be read. */
  private ownLayout(sheet: PeekedSheet): Layout | null {
    const { name, head } = sheet
    const at = { sheet: name, cell: 'A1' }
    const own = returnHead(head)
    if (own === null) {
      this.collector.skip(at, 'this sheet is not a return')
      return null
    }
    const { contract } = this.history
    if (own.contract !== contract?.contract) {
      this.collector.fault(
        { sheet: name, cell: own.contractCell },
        `this is a return of contract ${JSON.stringify(own.contract)}`,
      )
      return null
    }
    const layout = ownLayout(own, this.yearStart)
    if (typeof layout !== 'string') return layout
    this.collector.fault(at, layout)
    return null
  }

  private mapped(sheet: PeekedSheet, mapping: Mapping): Layout | null {
    const { layout, faults, skipped } = mappedLayout(sheet, mapping, this.yearStart)
    for (const { message, ...at } of faults) this.collector.fault(at, message)
    for (const { message, ...at } of skipped) this.collector.skip(at, message)
    return layout
  }

  private isAsked({ name, hidden }: PeekedSheet): boolean {
    const { sheets } = this.mapping ?? {}
    const at = { sheet: name, cell: 'A1' }
    if (sheets !== undefined && name !== null) {
      const asked = sheets.includes(name)
      if (!asked) this.collector.skip(at, 'this sheet is not in the mapping')
      return asked
    }
    if (hidden) this.collector.skip(at, 'this sheet is hidden; name it in a mapping to read it')
    return !hidden
  }

  /** Skips a sheet without content; it is a fault if figures follow hundreds of empty rows. */
  private async empty(sheet: PeekedSheet): Promise<void> {
    for await (const rows of sheet.rows)
      for (const { row, cells } of rows) {
        const column = cells.findIndex((cell) => !isBlank(cell))
        if (column < 0) continue
        const message = `its first ${String(HEAD_ROWS)} rows are empty, so there are no headings to read it by`
        this.collector.fault({ sheet: sheet.name, cell: addressOf(row, column) }, message)
        return
      }
    this.ended(sheet)
  }

  async read({ sheets }: OpenedReturn): Promise<ReadReturn> {
    for (const missing of this.mapping?.sheets ?? [])
      if (sheets.every(({ name }) => name !== null && name !== missing))
        this.collector.fault({ sheet: missing, cell: 'A1' }, 'there is no such sheet')
    for (const sheet of sheets) {
      if (!this.isAsked(sheet)) continue
      const isNamed = this.mapping?.sheets !== undefined && sheet.name !== null
      if (!isNamed && isEmpty(sheet.head)) {
        await this.empty(sheet)
        continue
      }
      const layout =
        this.mapping === null ? this.ownLayout(sheet) : this.mapped(sheet, this.mapping)
      if (layout !== null) await this.rows(sheet, layout)
    }
    return this.collector.result()
  }
}

/**
 * Reads the figures of an open file: a return that `template` wrote, or any other file by a
 * mapping. Lists every cell that needed interpretation under `guesses`, everything passed over
 * under `skipped`, and everything wrong under `faults`, each with its cell. Nothing ambiguous is
 * guessed.
 */
export const readReturn = (
  opened: OpenedReturn,
  history: History,
  mapping: Mapping | null = null,
): Promise<ReadReturn> => new ReturnReader(history, mapping, opened.text === null).read(opened)
