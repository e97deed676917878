import { formatPeriod } from '@kpi-ledger/core'
import type { History } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { stringify } from 'yaml'
import { looksLikePeriod } from '../reading/read-period'
import { refusedFile, type RefusedFile } from '../sheets/refused-file'
import { columnLetters, textOf, type SheetRow } from '../sheets/sheet'
import {
  columnHeaded,
  contentsIn,
  dateOrderIn,
  headed,
  headingsAbove,
  nameOf,
  namingColumn,
  namingRow,
  onlyNumbers,
  periodColumn,
  mentionedIn,
} from './guess-columns'
import { headingsOf, type Headings } from './headings'
import { KPINames } from './kpi-names'
import type { Mapping } from './mapping'
import type { OpenedReturn } from './open-return'
import { isEmpty } from './own-return'
import type { PeekedSheet } from './peeked'
import type { ProposedMapping } from './proposal'
import { yearStartOf } from '../year-start'

/** What is proposed for one sheet. */
interface SheetProposal {
  readonly sheet: PeekedSheet
  readonly mapping: Mapping
  readonly remarks: ReadonlyArray<string>
}

/** What a proposal is worked out from. */
interface Grounds {
  readonly sheet: PeekedSheet
  readonly names: KPINames
  readonly yearStart: number
}

const textsAbove = ({ name, head }: PeekedSheet, row: number): ReadonlyArray<string> => [
  ...head
    .filter((each) => each.row <= row)
    .flatMap(({ cells }) => cells.map(textOf).filter((text) => text !== '')),
  name ?? '',
]

const datesIn = (contents: ReturnType<typeof contentsIn>) => {
  const order = dateOrderIn(contents)
  if (order === 'unknown')
    return { dates: {}, remarks: ['in which order are its dates? dates: dmy, or dates: mdy'] }
  return { dates: order === null ? {} : { dates: order }, remarks: [] }
}

/** The financial year of periods written without one, as the texts above them say; else asks. */
const yearOf = (
  written: ReadonlyArray<string>,
  above: ReadonlyArray<string>,
  yearStart: number,
): { readonly said: Partial<Mapping>; readonly asked: ReadonlyArray<string> } => {
  if (written.every((each) => /\d{2}/.test(each))) return { said: {}, asked: [] }
  const { year } = mentionedIn(above, yearStart)
  return year === undefined
    ? {
        said: {},
        asked: ['its periods have no year; which is it? year: 2016/17, for example'],
      }
    : { said: { year }, asked: [] }
}

/** The heading that figures have under each period, such as Actual beside Target. */
const underPeriods = (headings: Headings, columns: ReadonlyArray<number>): Partial<Mapping> => {
  const texts = columns.map((column) => textOf(headings.over(column).at(-1)))
  const called = (words: ReadonlyArray<RegExp>): string | undefined =>
    words.flatMap((word) => texts.filter((text) => word.test(text)))[0]
  const [figure, of] = [called(headed.FIGURES), called(headed.POPULATIONS)]
  return {
    ...(figure === undefined ? {} : { figure }),
    ...(of === undefined ? {} : { of }),
  }
}

const headerOf = (headings: Headings, isNeeded: boolean): Partial<Mapping> =>
  isNeeded || headings.rows.length > 1 ? { header: headings.rows.map(({ row }) => row + 1) } : {}

const across = (
  { sheet, yearStart }: Grounds,
  headings: Headings,
  kpi: number,
  columns: ReadonlyArray<number>,
): SheetProposal => {
  const above = textsAbove(sheet, headings.lastRow)
  const written = columns.map((column) => headings.over(column).map(textOf).join(' '))
  const { said, asked } = yearOf(written, above, yearStart)
  const contents = columns.flatMap((column) => headings.over(column))
  const { dates, remarks } = datesIn(contents)
  const name = nameOf(headings, kpi)
  const isLetter = name === columnLetters(kpi)
  return {
    sheet,
    mapping: {
      layout: 'periods across',
      ...headerOf(headings, isLetter),
      kpi: name,
      ...underPeriods(headings, columns),
      ...dates,
      ...said,
    },
    remarks: [...remarks, ...asked],
  }
}

const periodSaid = (
  { sheet, yearStart }: Grounds,
  headings: Headings,
  rows: ReadonlyArray<SheetRow>,
  column: number | null,
): { readonly said: Partial<Mapping>; readonly remarks: ReadonlyArray<string> } => {
  const above = textsAbove(sheet, headings.lastRow)
  if (column !== null) {
    const contents = contentsIn(rows, column)
    const { dates, remarks } = datesIn(contents)
    const { said, asked } = yearOf(contents.map(textOf), above, yearStart)
    return {
      said: { period: nameOf(headings, column), ...dates, ...said },
      remarks: [...remarks, ...asked],
    }
  }
  const { period } = mentionedIn(above, yearStart)
  return period === undefined
    ? { said: {}, remarks: ['which period is it for? period: its column, or for: 2016-06'] }
    : { said: { for: formatPeriod(period) }, remarks: [] }
}

const long = (
  grounds: Grounds,
  headings: Headings,
  kpi: number,
  rows: ReadonlyArray<SheetRow>,
): SheetProposal => {
  const { sheet, yearStart } = grounds
  const { width } = headings
  const taken = new Set([kpi])
  const take = (column: number | null): number | null => {
    if (column !== null) taken.add(column)
    return column
  }
  const period = take(periodColumn(rows, width, yearStart, taken))
  const named = take(columnHeaded(headings, headed.FIGURES, taken))
  const of = take(columnHeaded(headings, headed.POPULATIONS, taken))
  const reason = take(columnHeaded(headings, headed.REASONS, taken))
  const note = take(columnHeaded(headings, headed.NOTES, taken))
  const figure = named ?? take(onlyNumbers(rows, width, taken))
  const { said, remarks } = periodSaid(grounds, headings, rows, period)
  const names = Object.fromEntries(
    Object.entries({ of, reason, note }).flatMap(([field, column]) =>
      column === null ? [] : [[field, nameOf(headings, column)]],
    ),
  )
  const isByLetters = [kpi, figure, period].some(
    (column) => column !== null && nameOf(headings, column) === columnLetters(column),
  )
  return {
    sheet,
    mapping: {
      ...headerOf(headings, isByLetters && headings.rows.length > 0),
      kpi: nameOf(headings, kpi),
      ...said,
      ...(figure === null ? {} : { figure: nameOf(headings, figure) }),
      ...names,
    },
    remarks: [...remarks, ...(figure === null ? ['which column has the figures? figure:'] : [])],
  }
}

/**
 * A mapping with one column per KPI: the row that names the KPIs, and the column of the periods.
 */
const acrossKPIs = (grounds: Grounds, row: SheetRow): SheetProposal => {
  const { sheet, yearStart } = grounds
  const headings = headingsOf([row], sheet.merges)
  const rows = sheet.head.filter((each) => each.row > row.row)
  const column = periodColumn(rows, headings.width, yearStart, new Set())
  const { said, remarks } = periodSaid(grounds, headings, rows, column)
  return {
    sheet,
    mapping: { layout: 'KPIs across', header: [row.row + 1], ...said },
    remarks,
  }
}

const proposalFor = (grounds: Grounds): SheetProposal | null => {
  const { sheet, names, yearStart } = grounds
  const [column, row] = [namingColumn(sheet, names), namingRow(sheet, names)]
  const first = column?.rows[0]
  if (column === null || first === undefined) return null
  if (row !== null && row.count > column.rows.length) return acrossKPIs(grounds, row.row)
  const headings = headingsAbove(sheet, first, yearStart)
  const periods = Array.from({ length: headings.width }, (_, i) => i).filter(
    (i) => i !== column.column && headings.over(i).some((each) => looksLikePeriod(each, yearStart)),
  )
  return periods.length >= 2
    ? across(grounds, headings, column.column, periods)
    : long(
        grounds,
        headings,
        column.column,
        sheet.head.filter((each) => column.rows.includes(each.row)),
      )
}

const NOTHING = 'none of its sheets names KPIs of the contract, by reference or description'

const asYaml = (mapping: Mapping, remarks: ReadonlyArray<string>): string =>
  [
    '# Proposed from the file itself: correct what is wrong.',
    ...remarks.map((remark) => `# ${remark}`),
    stringify(mapping),
  ].join('\n')

const byMapping = (
  proposals: ReadonlyArray<SheetProposal>,
): ReadonlyMap<string, ReadonlyArray<SheetProposal>> => {
  const groups = new Map<string, Array<SheetProposal>>()
  for (const proposal of proposals) {
    const key = JSON.stringify(proposal.mapping)
    groups.set(key, [...(groups.get(key) ?? []), proposal])
  }
  return groups
}

/** The proposals that the most sheets share, and those of the other sheets. */
const shared = (proposals: ReadonlyArray<SheetProposal>) => {
  const groups = byMapping(proposals)
  const [most = []] = [...groups.values()].sort((a, b) => b.length - a.length)
  return { most, others: proposals.filter((each) => !most.includes(each)) }
}

/**
 * Proposes how to read a file of figures that `template` did not write: a mapping for a person to
 * correct, worked out from its headings and the KPIs it names by reference or description. Looks
 * only at the first rows of each sheet. Refuses a file that names no KPI of the contract.
 */
export const guessMapping = (
  { sheets, text }: OpenedReturn,
  history: History,
): E.Either<RefusedFile, ProposedMapping> => {
  if (history.contract === null) return E.left(refusedFile(NOTHING))
  const { contract } = history.contract
  const yearStart = yearStartOf(history)
  const names = new KPINames(history, new Map())
  const visible = sheets.filter(({ hidden, head }) => !hidden && !isEmpty(head))
  const proposals = visible.flatMap((sheet) => proposalFor({ sheet, names, yearStart }) ?? [])
  const { most, others } = shared(proposals)
  const [first] = most
  if (first === undefined) return E.left(refusedFile(NOTHING))
  const all = most.flatMap(({ sheet }) => sheet.name ?? [])
  const isAll = visible.length === most.length
  const mapping: Mapping = {
    contract,
    ...(isAll || all.length === 0 ? {} : { sheets: all }),
    ...first.mapping,
    ...(text?.encoding === 'windows-1252' ? { encoding: text.encoding } : {}),
  }
  const remarks = [
    ...first.remarks,
    ...others.map(
      ({ sheet }) =>
        `sheet ${JSON.stringify(sheet.name)} is laid out differently: it needs its own`,
    ),
  ]
  return E.right({ mapping, remarks, yaml: asYaml(mapping, remarks) })
}
