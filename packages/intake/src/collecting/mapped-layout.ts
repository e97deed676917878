import type { Period } from '@kpi-ledger/core'
import { parseWrittenPeriod, type WrittenPeriod } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { looksLikePeriod, readPeriod, type PeriodContext } from '../reading/read-period'
import { read, type Reading } from '../reading/reading'
import {
  addressOf,
  isBlank,
  textOf,
  type CellContent,
  type CellRemark,
  type SheetRow,
} from '../sheets/sheet'
import { columnFor, columnsNamed, headingsOf, isLetters, type Headings } from './headings'
import type { CellText, Layout, Slot } from './layout'
import { headingRowsOf, namedIn } from './mapped-headings'
import type { Mapping } from './mapping'
import type { PeekedSheet } from './peeked'

/** The layout of a sheet that is read by a mapping. */
export interface MappedLayout {
  /** The layout; null if there are faults. */
  readonly layout: Layout | null
  /** What the sheet lacks for the mapping. */
  readonly faults: ReadonlyArray<CellRemark>
  /** The headings that were passed over, and why. */
  readonly skipped: ReadonlyArray<CellRemark>
}

/** How many different ways to write a period are remembered. */
const MOST_PERIODS = 10_000

/** The context in which the periods of a mapping are read. */
const periodContext = ({ dates, per, year }: Mapping, yearStart: number): PeriodContext => {
  const stated = year === undefined ? null : parseWrittenPeriod(year)
  const of = stated !== null && E.isRight(stated) ? stated.right.period : null
  return {
    yearStart,
    dates: dates ?? null,
    per: per ?? null,
    year: of?.kind === 'financial-year' ? of.financialYear : null,
  }
}

/** The period over a column: stated by one heading, or by an outer and an inner one together. */
const periodOver = (
  contents: ReadonlyArray<CellContent>,
  context: PeriodContext,
): Reading<Period> => {
  const said = contents.filter((content) => !isBlank(content))
  const texts = said.map(textOf)
  const together: ReadonlyArray<CellContent> =
    texts.length < 2
      ? []
      : [texts.toReversed().join(' '), texts.join(' ')].map((text) => ({ kind: 'text', text }))
  const readings = [...said.toReversed(), ...together].map((each) => readPeriod(each, context))
  const found = readings.find(({ kind }) => kind === 'read')
  if (found !== undefined) return found
  const doubtful = said.findIndex((each) => looksLikePeriod(each, context.yearStart))
  return readings.at(doubtful < 0 ? 0 : said.length - 1 - doubtful) ?? { kind: 'blank', why: null }
}

/** Collects the parts of a layout. */
class Building {
  readonly faults: Array<CellRemark> = []
  readonly skipped: Array<CellRemark> = []
  private readonly periods = new Map<string, Reading<Period>>()

  constructor(
    readonly sheet: PeekedSheet,
    readonly mapping: Mapping,
    readonly headings: Headings,
    readonly context: PeriodContext,
  ) {}

  at(column: number): { readonly sheet: string | null; readonly cell: string } {
    return { sheet: this.sheet.name, cell: addressOf(this.headings.lastRow, column) }
  }

  column(field: 'kpi' | 'period' | 'figure' | 'of' | 'reason' | 'note'): number | null {
    const name = this.mapping[field]
    if (name === undefined) return null
    const column = columnFor(this.headings, name)
    if (typeof column === 'number') return column
    this.faults.push({ ...this.at(0), message: `${field}: ${column}` })
    return null
  }

  /** The period that a cell states. Each text is read once. */
  period(content: CellContent): Reading<Period> {
    if (content?.kind !== 'text') return readPeriod(content, this.context)
    const known = this.periods.get(content.text)
    if (known !== undefined) return known
    const reading = readPeriod(content, this.context)
    if (this.periods.size < MOST_PERIODS) this.periods.set(content.text, reading)
    return reading
  }

  layout(byRow: boolean, slotsOf: Layout['slotsOf']): Layout {
    const headings = this.headings.rows.map(({ cells }) => cells.map(textOf))
    const isHeading = ({ cells }: SheetRow): boolean =>
      headings.some(
        (texts) =>
          texts.length === cells.length && texts.every((text, i) => text === textOf(cells[i])),
      )
    return {
      from: this.headings.lastRow + 1,
      byRow,
      slotsOf: (row) => (isHeading(row) ? null : slotsOf(row)),
    }
  }
}

const cellOf = ({ row, cells }: SheetRow, column: number): CellText => ({
  text: textOf(cells[column]),
  row,
  column,
})

/** The period of all figures, if the mapping states it. */
const stated = (written: string): Reading<Period> =>
  E.match(
    (): Reading<Period> => ({ kind: 'blank', why: null }),
    ({ period }: WrittenPeriod): Reading<Period> => read(period),
  )(parseWrittenPeriod(written))

const periodIn = (building: Building, column: number | null, row: SheetRow): Slot['period'] => {
  if (column === null) {
    const text = building.mapping.for ?? ''
    return { reading: stated(text), text, row: row.row, column: 0 }
  }
  const content = row.cells[column] ?? null
  return { reading: building.period(content), text: textOf(content), row: row.row, column }
}

/** One row per figure. */
const long = (building: Building): Layout | null => {
  const [kpi, figure] = [building.column('kpi'), building.column('figure')]
  const period = building.column('period')
  const rest = {
    of: building.column('of'),
    reason: building.column('reason'),
    note: building.column('note'),
  }
  if (kpi === null || figure === null) return null
  return building.layout(true, (row) => [
    { kpi: cellOf(row, kpi), period: periodIn(building, period, row), figure, ...rest },
  ])
}

/**
 * The columns of figures with their periods, each with the column of what they are out of, if any.
 */
const periodsAcross = (building: Building, kpi: number) => {
  const { headings, context, mapping } = building
  const isCalled = (column: number, name: string | undefined): boolean =>
    name !== undefined && columnsNamed(headings, name).includes(column)
  const found: Array<{ readonly column: number; readonly period: Slot['period'] }> = []
  const populations = new Map<string, number>()
  for (let column = 0; column < headings.width; column++) {
    const over = headings.over(column)
    const text = over
      .map(textOf)
      .filter((each) => each !== '')
      .join(' ')
    if (column === kpi || text === '') continue
    const reading = periodOver(over, context)
    const isPeriod =
      reading.kind === 'read' || over.some((each) => looksLikePeriod(each, context.yearStart))
    if (isPeriod && isCalled(column, mapping.of)) populations.set(JSON.stringify(reading), column)
    else if (isPeriod && (mapping.figure === undefined || isCalled(column, mapping.figure)))
      found.push({ column, period: { reading, text, row: headings.lastRow, column } })
    else
      building.skipped.push({
        ...building.at(column),
        message: isPeriod
          ? `a column without figures: ${JSON.stringify(text)}`
          : `a column without a period: ${JSON.stringify(text)}`,
      })
  }
  return { found, populations }
}

/** One column per period, one row per KPI. */
const acrossPeriods = (building: Building): Layout | null => {
  const kpi = building.column('kpi')
  if (kpi === null) return null
  const { found, populations } = periodsAcross(building, kpi)
  if (found.length === 0) {
    building.faults.push({ ...building.at(0), message: 'none of the headings is a period' })
    return null
  }
  const columns = found.map(({ column, period }) => ({
    period,
    ...{ figure: column, of: populations.get(JSON.stringify(period.reading)) ?? null },
    ...{ reason: null, note: null },
  }))
  return building.layout(true, (row) => {
    const named = cellOf(row, kpi)
    return columns.map((column) => ({ kpi: named, ...column }))
  })
}

/** One column per KPI, one row per period. */
const acrossKPIs = (building: Building): Layout | null => {
  const { headings, mapping } = building
  const period = building.column('period')
  if (period === null && mapping.for === undefined) return null
  const columns = Array.from({ length: headings.width }, (_, column) => ({
    figure: column,
    kpi: {
      text: textOf(headings.over(column).findLast((each) => !isBlank(each))),
      row: headings.lastRow,
      column,
    },
    ...{ of: null, reason: null, note: null },
  })).filter(({ figure, kpi }) => figure !== period && kpi.text !== '')
  return building.layout(false, (row) => {
    const of = periodIn(building, period, row)
    return columns.map((column) => ({ ...column, period: of }))
  })
}

const LAYOUTS = { long, 'periods across': acrossPeriods, 'KPIs across': acrossKPIs }

/** The layout of a sheet by a mapping, or what the sheet lacks for it. */
export const mappedLayout = (
  sheet: PeekedSheet,
  mapping: Mapping,
  yearStart: number,
): MappedLayout => {
  const rows = headingRowsOf(sheet, mapping)
  if (rows === null || rows.length === 0) {
    const names = namedIn(mapping)
      .filter((name) => !isLetters(name))
      .map((name) => JSON.stringify(name))
    const message =
      mapping.header === undefined
        ? `no row has the headings ${names.join(', ')}`
        : `there is no row ${mapping.header.join(' and ')}`
    return { layout: null, faults: [{ sheet: sheet.name, cell: 'A1', message }], skipped: [] }
  }
  const headings = headingsOf(rows, sheet.merges)
  const building = new Building(sheet, mapping, headings, periodContext(mapping, yearStart))
  const layout = LAYOUTS[mapping.layout ?? 'long'](building)
  const { faults, skipped } = building
  return { layout: faults.length > 0 ? null : layout, faults, skipped }
}
