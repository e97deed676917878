import type { NotMeasuredReason } from '@kpi-ledger/core'
import {
  array,
  Identifier,
  integer,
  KPIReference,
  literals,
  record,
  struct,
  Text,
  refinedText,
  WrittenPeriodText,
  WrittenYearText,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { onlyKnown } from '../definition/only-known'
import { inOrder, type PlacedFault } from '../definition/place'
import {
  asText,
  decodeWritten,
  mapOf,
  type Report,
  type Written,
  type WrittenMap,
} from '../definition/written'
import { readYaml } from '../definition/yaml-text'
import type { DateOrder, PeriodLength } from '../reading/read-period'
import { encodings, type Encoding } from '../sheets/encoding'

/** A sheet's layout: one row per figure, one column per period, or one column per KPI. */
export type LayoutName = 'long' | 'periods across' | 'KPIs across'

/**
 * How to read figures from a file that is not a return of ours. A column is named by its heading or
 * its letters.
 */
export interface Mapping {
  /** The contract that the figures belong to. */
  readonly contract?: string
  /** The names of the sheets to read; by default all sheets that are not hidden. */
  readonly sheets?: ReadonlyArray<string>
  /**
   * The rows of the headings, counted from 1; by default the first that have the headings named
   * here.
   */
  readonly header?: ReadonlyArray<number>
  /** How the sheets are laid out; `long` if not given. */
  readonly layout?: LayoutName
  /** The column of the KPIs' references or descriptions. */
  readonly kpi?: string
  /** The column of the periods. */
  readonly period?: string
  /** The period of all figures, if no cell states it. */
  readonly for?: string
  /**
   * The column of the figures; in a sheet with one column per period, the heading of those columns.
   */
  readonly figure?: string
  /** The column of the numbers that the figures are out of. */
  readonly of?: string
  /** The column that says why there is no figure. */
  readonly reason?: string
  /** The column of notes. */
  readonly note?: string
  /** The order of dates in figures, such as 30/06/2016. */
  readonly dates?: DateOrder
  /**
   * The length of the periods that dates and `2011-12` stand for. If not given, a date is one of a
   * month, and `2011-12` cannot be read.
   */
  readonly per?: PeriodLength
  /** The financial year of periods written without one. */
  readonly year?: string
  /** What words in the file mean: a reason why there is no figure, or `nothing`. */
  readonly words?: Readonly<Record<string, NotMeasuredReason | 'nothing'>>
  /** The references of KPIs by the names the file has for them; `nothing` for rows to pass over. */
  readonly kpis?: Readonly<Record<string, string>>
  /** The encoding of CSV that has no byte order mark. */
  readonly encoding?: Encoding
}

const WORDS = [
  ...(['not-due', 'not-yet-measurable', 'no-activity', 'no-data', 'not-measurable'] as const),
  'nothing',
] as const

const name = refinedText({
  name: 'text of at most 200 characters',
  test: (s) => s.trim() !== '' && s.length <= 200,
  pattern: String.raw`^[^]{1,200}$`,
})

const Mapping = struct(
  'a mapping',
  {},
  {
    contract: Identifier,
    sheets: array(Text),
    header: array(integer('a row', 1, 1_048_576)),
    layout: literals('a layout', ['long', 'periods across', 'KPIs across']),
    ...{ kpi: Text, period: Text, figure: Text, of: Text, reason: Text, note: Text },
    for: WrittenPeriodText,
    dates: literals('an order of dates', ['dmy', 'mdy', 'ymd']),
    per: literals('a length of period', ['month', 'quarter', 'half-year', 'year']),
    year: WrittenYearText,
    words: record('words', name, literals('a reason, or nothing', WORDS)),
    kpis: record('KPIs', name, KPIReference),
    encoding: literals('an encoding', encodings),
  },
)

/** The names of all fields of a mapping. */
export const mappingFields: ReadonlyArray<string> = [
  ...['contract', 'sheets', 'header', 'layout', 'kpi', 'period', 'for', 'figure', 'of', 'reason'],
  ...['note', 'dates', 'per', 'year', 'words', 'kpis', 'encoding'],
]

const TEXTS = new Set(['kpi', 'period', 'figure', 'of', 'reason', 'note', 'for', 'year'])

/** A list, or a single item written without one. */
const listed = (written: Written, each: (item: Written) => Written): Written =>
  written.kind === 'list'
    ? { ...written, items: written.items.map(each) }
    : written.kind === 'scalar'
      ? { kind: 'list', at: written.at, items: [each(written)] }
      : written

const normal = ({ at, entries }: WrittenMap): WrittenMap =>
  mapOf(
    at,
    Object.fromEntries(
      [...entries].map(([field, value]) => {
        if (field === 'sheets') return [field, listed(value, asText)]
        if (field === 'header') return [field, listed(value, (item) => item)]
        return [field, TEXTS.has(field) ? asText(value) : value]
      }),
    ),
  )

/** Checks that a mapping has the fields its layout needs, and none that make no sense in it. */
const checkTogether = (mapping: Mapping, { at }: Written, report: Report): void => {
  const { layout = 'long' } = mapping
  if (layout === 'long' && mapping.figure === undefined)
    report(at, 'figure: which column has the figures?')
  if (layout !== 'KPIs across' && mapping.kpi === undefined)
    report(at, 'kpi: which column has the references or descriptions of the KPIs?')
  if (layout !== 'periods across' && (mapping.period === undefined) === (mapping.for === undefined))
    report(at, 'either period, the column of the periods, or for, the period of all figures')
  if (layout === 'periods across' && (mapping.period ?? mapping.for) !== undefined)
    report(at, 'a sheet with a column per period takes neither period nor for')
  if (layout === 'KPIs across' && mapping.kpi !== undefined)
    report(at, 'a sheet with a column per KPI takes no kpi column')
  if (layout !== 'long' && (mapping.reason ?? mapping.note) !== undefined)
    report(at, 'reason and note are columns of the long layout')
}

/** Reads a mapping in YAML. Fails with every fault, each with its line and column. */
export const readMapping = (yaml: string): E.Either<ReadonlyArray<PlacedFault>, Mapping> => {
  const faults: Array<PlacedFault> = []
  const report: Report = ({ line, column }, message) => faults.push({ line, column, message })
  const written = readYaml(yaml, report)
  if (written.kind !== 'map') {
    if (written.kind !== 'faulty') report(written.at, 'expected a mapping: a list of fields')
    return E.left(inOrder(faults))
  }
  onlyKnown(written, mappingFields, report)
  const known = [...written.entries].filter(([field]) => mappingFields.includes(field))
  const plain = normal({ ...written, entries: new Map(known) })
  const mapping = decodeWritten(Mapping, plain, report)
  if (mapping !== null) checkTogether(mapping, written, report)
  return mapping === null || faults.length > 0 ? E.left(inOrder(faults)) : E.right(mapping)
}
