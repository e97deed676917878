import type { Period } from '@kpi-ledger/core'
import { readPeriod } from '../reading/read-period'
import type { Reading } from '../reading/reading'
import { addressOf, isBlank, textOf, type CellContent, type SheetRow } from '../sheets/sheet'
import type { CellPlace, Layout, Slot } from './layout'

/** The rows above the figures of a return that `template` wrote. */
export interface ReturnHead {
  /** The id of the contract. */
  readonly contract: string
  /** The address of the cell that names the contract. */
  readonly contractCell: string
  /** The cells that state the period: as the ledger writes it, and in words. */
  readonly period: ReadonlyArray<CellContent>
  /** The place of the first of them. */
  readonly periodPlace: CellPlace
  /** The row of the headings. */
  readonly headings: SheetRow
}

const TITLE = 'Return of figures: '

const labelled = (head: ReadonlyArray<SheetRow>, label: string): SheetRow | undefined =>
  head.find(({ cells }) => textOf(cells[0]) === label)

/** The head of a return that `template` wrote; null if the sheet is not one. */
export const returnHead = (head: ReadonlyArray<SheetRow>): ReturnHead | null => {
  const [first] = head
  const [contract, period] = [labelled(head, 'Contract'), labelled(head, 'Period')]
  const headings = labelled(head, 'Reference')
  if (contract === undefined || period === undefined || headings === undefined) return null
  if (!`${textOf(first?.cells[0])} `.startsWith(TITLE)) return null
  return {
    contract: textOf(contract.cells[1]),
    contractCell: addressOf(contract.row, 1),
    period: period.cells.slice(1, 3),
    periodPlace: { row: period.row, column: 1 },
    headings,
  }
}

/** The period of a return, from the form of the ledger or else from the words. */
const periodOf = ({ period }: ReturnHead, yearStart: number): Reading<Period> => {
  const context = { yearStart, dates: null, per: null, year: null } as const
  const [first, second] = period.map((content) => readPeriod(content, context))
  if (first === undefined) return { kind: 'blank', why: null }
  return first.kind === 'fault' && second?.kind === 'read' ? second : first
}

/** The text without the apostrophe that stops a spreadsheet from running it as a formula. */
const unescaped = (text: string): string => (/^'[=+\-@]/.test(text) ? text.slice(1) : text)

/** The column with a heading; null if there is none. */
const columnIn = ({ cells }: SheetRow) => {
  const columns = new Map(
    cells.map((content, column) => [textOf(content).toLowerCase(), column] as const),
  )
  return (heading: string): number | null => columns.get(heading.toLowerCase()) ?? null
}

/** The layout of a return that `template` wrote; a message if a heading is missing. */
export const ownLayout = (head: ReturnHead, yearStart: number): Layout | string => {
  const column = columnIn(head.headings)
  const figure = column('Figure')
  if (figure === null) return 'the heading Figure is missing'
  const period = {
    reading: periodOf(head, yearStart),
    ...head.periodPlace,
    text: textOf(head.period[0]),
  }
  const beside = { of: column('Of'), reason: column('Reason'), note: column('Note') }
  return {
    from: head.headings.row + 1,
    byRow: true,
    slotsOf: ({ row, cells }): ReadonlyArray<Slot> => [
      {
        kpi: { text: unescaped(textOf(cells[0])), row, column: 0 },
        period,
        figure,
        ...beside,
      },
    ],
  }
}

/** Whether a sheet has no content. */
export const isEmpty = (head: ReadonlyArray<SheetRow>): boolean =>
  head.every(({ cells }) => cells.every(isBlank))
