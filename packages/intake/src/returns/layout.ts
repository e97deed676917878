import { codeInWords } from '@kpi-ledger/core/unstable'
import type { BlankReturn, ReturnRow } from './blank-return'

/** A column of a return. */
export interface ReturnColumn {
  /** Its heading. */
  readonly heading: string
  /** Its width in a workbook, in characters. */
  readonly width: number
  /** The content of its cell in a row; null if that is to be filled in. */
  readonly of: ((row: ReturnRow) => string) | null
}

/** The columns of a return; those to fill in come last. */
export const returnColumns: ReadonlyArray<ReturnColumn> = [
  { heading: 'Reference', width: 14, of: ({ kpi }) => kpi },
  { heading: 'Description', width: 48, of: ({ description }) => description },
  { heading: 'Service area', width: 24, of: ({ serviceArea }) => serviceArea },
  { heading: 'Unit', width: 10, of: ({ unit }) => unit },
  { heading: 'Target', width: 14, of: ({ target }) => target },
  { heading: 'Last figure', width: 24, of: (row) => row.lastFigure },
  { heading: 'Figure', width: 14, of: null },
  { heading: 'Of', width: 12, of: null },
  { heading: 'Reason', width: 20, of: null },
  { heading: 'Note', width: 48, of: null },
]

/** The reasons why there is no figure, in the words that people choose from (M18). */
export const returnReasons: ReadonlyArray<string> = (
  ['not-due', 'not-yet-measurable', 'no-activity', 'no-data', 'not-measurable'] as const
).map((code) => {
  const words = codeInWords(code)
  return words.charAt(0).toUpperCase() + words.slice(1)
})

const HOW =
  'Fill in the last four columns: the figure in the unit of its row, the number it is out of if that is counted, or the reason why there is no figure, and a note.'

/** The rows above the headings of the columns. */
export const headOf = ({
  contract,
  title,
  period,
  periodInWords,
  size,
  owner,
}: BlankReturn): ReadonlyArray<ReadonlyArray<string | number>> => [
  [`Return of figures: ${title}`],
  ['Contract', contract],
  ['Period', period, periodInWords],
  ...(owner === null ? [] : [['Owner', owner]]),
  ['Ledger', size, `${String(size)} events of the contract when this was written`],
  [HOW],
  [],
  returnColumns.map(({ heading }) => heading),
]
