import { readPeriod, looksLikePeriod, type DateOrder } from '../reading/read-period'
import { columnLetters, isBlank, textOf, type CellContent, type SheetRow } from '../sheets/sheet'
import { columnsNamed, headingsOf, type Headings } from './headings'
import type { KPINames } from './kpi-names'
import type { PeekedSheet } from './peeked'

/** Words that head a column of figures, the surest first. */
const FIGURES = [
  /^actuals?\b/i,
  /^(?:outturn|achieved|figure|result|performance)\b/i,
  /\bactuals?$/i,
  /^(?:value|score)\b/i,
]
const POPULATIONS = [/^(?:of|out of|population|sample(?: size)?|denominator|base)$/i]
const REASONS = [/^reason/i]
const NOTES = [/^(?:notes?|comments?|commentary|remarks?)\b/i]

/** Patterns for the headings of columns, by what the columns contain. */
export const headed = { FIGURES, POPULATIONS, REASONS, NOTES }

/** The column of a sheet that names KPIs. */
export interface NamingColumn {
  /** The column, counted from 0. */
  readonly column: number
  /** Whether it names them by reference or by description. */
  readonly by: 'reference' | 'description'
  /** The rows that name a KPI, counted from 0. */
  readonly rows: ReadonlyArray<number>
}

const widthOf = (head: ReadonlyArray<SheetRow>): number =>
  head.reduce((most, { cells }) => Math.max(most, cells.length), 0)

/** The column that names the most KPIs, by their references or else by their descriptions. */
export const namingColumn = ({ head }: PeekedSheet, names: KPINames): NamingColumn | null => {
  for (const by of ['reference', 'description'] as const) {
    const columns = Array.from({ length: widthOf(head) }, (_, column) => ({
      ...{ column, by },
      rows: head
        .filter(({ cells }) => names.isName(textOf(cells[column]), by))
        .map(({ row }) => row),
    }))
    const best = columns.reduce<NamingColumn | null>(
      (most, each) => (each.rows.length > (most?.rows.length ?? 0) ? each : most),
      null,
    )
    if (best !== null) return best
  }
  return null
}

/** The row that names the most KPIs, and how many it names. */
export const namingRow = ({ head }: PeekedSheet, names: KPINames) =>
  head.reduce<{ readonly row: SheetRow; readonly count: number } | null>((most, row) => {
    const isName = (content: CellContent): boolean =>
      names.isName(textOf(content), 'reference') || names.isName(textOf(content), 'description')
    const count = row.cells.filter(isName).length
    return count > (most?.count ?? 1) ? { row, count } : most
  }, null)

const filledIn = ({ cells }: SheetRow): number => cells.filter((each) => !isBlank(each)).length

/**
 * The rows of headings above the first row of figures: one, or two if the one above it is filled
 * in.
 */
const headingRows = (
  { head, merges }: PeekedSheet,
  firstFigures: number,
  yearStart: number,
): ReadonlyArray<SheetRow> => {
  const above = head.filter(({ row }) => row < firstFigures)
  const inner = above.findLast((row) => filledIn(row) >= 2)
  if (inner === undefined) return []
  const outer = above.find(({ row }) => row === inner.row - 1)
  if (outer === undefined) return [inner]
  const isSpread = merges.some(({ top, left, right }) => top === outer.row && right > left)
  const saysPeriods = outer.cells.filter((each) => looksLikePeriod(each, yearStart)).length >= 1
  const beside = filledIn(outer) >= 2
  return (isSpread || saysPeriods) && beside ? [outer, inner] : [inner]
}

/**
 * What a mapping calls a column: its heading, or its letters if another column has that heading.
 */
export const nameOf = (headings: Headings, column: number): string => {
  const text = textOf(headings.over(column).findLast((each) => !isBlank(each)))
  return text !== '' && text.length <= 100 && columnsNamed(headings, text).length === 1
    ? text
    : columnLetters(column)
}

/** The first column whose heading matches, trying the likeliest words first. */
export const columnHeaded = (
  headings: Headings,
  words: ReadonlyArray<RegExp>,
  taken: ReadonlySet<number>,
): number | null => {
  for (const word of words)
    for (let column = 0; column < headings.width; column++)
      if (!taken.has(column) && headings.over(column).some((each) => word.test(textOf(each))))
        return column
  return null
}

/** The non-blank contents of a column in some rows. */
export const contentsIn = (
  rows: ReadonlyArray<SheetRow>,
  column: number,
): ReadonlyArray<CellContent> =>
  rows.flatMap(({ cells }) => {
    const content = cells[column] ?? null
    return isBlank(content) ? [] : [content]
  })

/**
 * The first column that contains periods in at least four of five of its filled cells; null if
 * none.
 */
export const periodColumn = (
  rows: ReadonlyArray<SheetRow>,
  width: number,
  yearStart: number,
  taken: ReadonlySet<number>,
): number | null => {
  for (let column = 0; column < width; column++) {
    const contents = contentsIn(rows, column)
    const periods = contents.filter((each) => looksLikePeriod(each, yearStart))
    if (!taken.has(column) && contents.length > 0 && periods.length * 5 >= contents.length * 4)
      return column
  }
  return null
}

/**
 * The order of dates in figures, such as 30/06/2016; `unknown` if every date could be read both
 * ways, null if there are no such dates.
 */
export const dateOrderIn = (contents: ReadonlyArray<CellContent>): DateOrder | 'unknown' | null => {
  const numbers = contents.flatMap((content) => {
    const [, a, b] = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}$/.exec(textOf(content)) ?? []
    return content?.kind === 'text' && a !== undefined ? [[Number(a), Number(b)] as const] : []
  })
  if (numbers.length === 0) return null
  const [dmy, mdy] = [numbers.some(([a]) => a > 12), numbers.some(([, b]) => b > 12)]
  if (dmy === mdy) return 'unknown'
  return dmy ? 'dmy' : 'mdy'
}

/** The column that contains mostly numbers; null if there are none or several. */
export const onlyNumbers = (
  rows: ReadonlyArray<SheetRow>,
  width: number,
  taken: ReadonlySet<number>,
): number | null => {
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) => {
    const contents = contentsIn(rows, column)
    const numbers = contents.filter((each) => /^[-(£]?[\d.,]+ ?%?\)?$/.test(textOf(each)))
    return !taken.has(column) && contents.length > 0 && numbers.length * 2 > contents.length
  })
  const [column = null, other] = columns
  return other === undefined ? column : null
}

const YEAR = /\b((?:19|2\d)\d\d) ?[/–-] ?(\d{2}|\d{4})\b/
const PERIODS = [
  /\b(?:Q[1-4]|H[12])[ ,-]*(?:19|2\d)\d\d ?[/–-] ?\d{2,4}\b/i,
  /\b(?:19|2\d)\d\d ?[/–-] ?\d{2,4}[ ,-]*(?:Q[1-4]|H[12])\b/i,
  /\b[A-Z][a-z]{2,8} (?:19|2\d)\d\d\b/,
]

/**
 * The financial year, such as `2016/17`, and the period that the texts above the figures mention.
 */
export const mentionedIn = (texts: ReadonlyArray<string>, yearStart: number) => {
  const context = { yearStart, dates: null, per: null, year: null } as const
  const year = texts.flatMap((text) => {
    const [, first, second] = YEAR.exec(text) ?? []
    return first !== undefined && Number(second) % 100 === (Number(first) + 1) % 100
      ? [`${first}/${String(second).slice(-2)}`]
      : []
  })[0]
  const period = texts.flatMap((text) =>
    PERIODS.flatMap((pattern) => {
      const [found] = pattern.exec(text) ?? []
      const reading =
        found === undefined ? null : readPeriod({ kind: 'text', text: found }, context)
      return reading?.kind === 'read' ? [reading.value] : []
    }),
  )[0]
  return { year, period }
}

/** The headings above the figures of a sheet. */
export const headingsAbove = (
  sheet: PeekedSheet,
  firstFigures: number,
  yearStart: number,
): Headings => headingsOf(headingRows(sheet, firstFigures, yearStart), sheet.merges)
