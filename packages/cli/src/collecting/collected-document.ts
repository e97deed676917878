import { counted, outcomeInWords } from '@kpi-ledger/core/unstable'
import { cellInWords, type PlannedFigure } from '@kpi-ledger/intake'
import {
  cells,
  column,
  dataOf,
  heading,
  noProvenance,
  period,
  reference,
  text,
  type Block,
  type Document,
  type Records,
  type Row,
} from '@kpi-ledger/report'
import { yearStartOf } from '../input/contract-period'
import type { CollectedFile } from './collected-file'

/** What looks wrong about the figures to be recorded (M40), by figure. */
export type AdviceOn = ReadonlyMap<PlannedFigure, ReadonlyArray<string>>

const ACTIONS: Readonly<Record<PlannedFigure['action'], string>> = {
  record: 'record',
  correct: 'correct',
  note: 'note',
  already: 'already recorded',
}

/** An outcome, with what it is out of if that is stated. */
const outcomeOf = (outcome: PlannedFigure['outcome']): string =>
  outcome?.kind === 'measured' && outcome.of !== undefined
    ? `${outcomeInWords(outcome)} (out of ${String(outcome.of)})`
    : outcomeInWords(outcome)

const rowsOf = ({ planned, history }: CollectedFile, advice: AdviceOn): ReadonlyArray<Row> =>
  planned.map((figure) =>
    cells(
      {
        cell: reference(cellInWords(figure)),
        kpi: reference(figure.kpi),
        period: period(figure.period, yearStartOf(history)),
        figure: text(figure.note ?? outcomeOf(figure.outcome)),
        before: text(figure.before === null ? null : outcomeOf(figure.before)),
        action: text(ACTIONS[figure.action]),
      },
      (advice.get(figure) ?? []).map((sentence) => ({ group: null, text: sentence })),
    ),
  )

const figuresTable = (file: CollectedFile, advice: AdviceOn): Block => ({
  kind: 'table',
  columns: [
    column('cell', 'Cell'),
    column('kpi', 'KPI'),
    column('period', 'Period'),
    column('figure', 'Figure'),
    column('before', 'In the ledger'),
    column('action', 'Action'),
  ],
  rows: rowsOf(file, advice),
  empty: 'No figures.',
})

const guessesTable = ({ read: { guesses } }: CollectedFile): ReadonlyArray<Block> =>
  guesses.length === 0
    ? []
    : [
        heading('Interpreted cells'),
        {
          kind: 'table',
          columns: [
            column('cell', 'Cell'),
            column('says', 'Says'),
            column('as', 'Read as'),
            column('why', 'Because'),
          ],
          rows: guesses.map(({ more, ...guess }) =>
            cells({
              cell: text(
                `${cellInWords(guess)}${more === 0 ? '' : ` and ${counted(more, 'further cell')}`}`,
              ),
              says: text(guess.text),
              as: text(guess.as),
              why: text(guess.why),
            }),
          ),
          empty: '',
        },
      ]

const skippedTable = ({ read: { skipped } }: CollectedFile): ReadonlyArray<Block> =>
  skipped.length === 0
    ? []
    : [
        heading('Skipped'),
        {
          kind: 'table',
          columns: [column('cell', 'Cell'), column('why', 'Because')],
          rows: skipped.map((each) =>
            cells({ cell: reference(cellInWords(each)), why: text(each.message) }),
          ),
          empty: '',
        },
      ]

const countOf = (planned: ReadonlyArray<PlannedFigure>, action: PlannedFigure['action']): number =>
  planned.filter((each) => each.action === action).length

/** Counts of what happens to the figures of some files. */
export const countsInWords = (files: ReadonlyArray<CollectedFile>): string => {
  const planned = files.flatMap((file) => file.planned)
  const counts = [
    `${String(countOf(planned, 'record'))} to record`,
    `${String(countOf(planned, 'correct'))} to correct`,
    counted(countOf(planned, 'note'), 'note'),
    `${String(countOf(planned, 'already'))} already recorded`,
  ]
  const empty = files.reduce((sum, { read }) => sum + read.empty, 0)
  return `${counts.join(', ')}, ${counted(empty, 'empty cell')}`
}

const dataIn = ({ source, contract, planned, read }: CollectedFile, advice: AdviceOn) => ({
  ...source,
  contract,
  figures: planned.map((figure) => {
    const { sheet, cell, kpi, period: of, action, outcome, before, note } = figure
    return {
      ...{ sheet, cell, kpi, period: of, action, outcome, before, note },
      advice: advice.get(figure) ?? [],
    }
  }),
  guesses: read.guesses,
  skipped: read.skipped,
  empty: read.empty,
})

const recordsOf = (files: ReadonlyArray<CollectedFile>, advice: AdviceOn): Records => ({
  fields: [
    ...['file', 'sha256', 'contract', 'sheet', 'cell', 'kpi', 'period', 'action'],
    ...['value', 'of', 'published', 'reason', 'text', 'note', 'advice'],
  ],
  rows: files.flatMap(({ source, contract, planned }) =>
    planned.map((figure) => {
      const { sheet, cell, kpi, period: of, action, outcome, note } = figure
      const measured = outcome?.kind === 'measured' ? outcome : null
      const missing = outcome?.kind === 'not-measured' ? outcome : null
      return {
        ...source,
        ...{ contract, sheet, cell, kpi, period: of, action, note },
        ...{ value: measured?.value ?? null, of: measured?.of ?? null },
        ...{ published: measured?.published ?? null },
        ...{ reason: missing?.reason ?? null, text: missing?.text ?? null },
        advice: (advice.get(figure) ?? []).join('; '),
      }
    }),
  ),
})

/** What happens to the figures of some files, with every doubt about them. */
export const collectedDocument = (
  files: ReadonlyArray<CollectedFile>,
  advice: AdviceOn,
): Document => ({
  title: files.map(({ source }) => source.file).join(', '),
  verdict: null,
  blocks: files.flatMap((file) => [
    ...(files.length === 1 ? [] : [heading(file.source.file)]),
    figuresTable(file, advice),
    ...guessesTable(file),
    ...skippedTable(file),
  ]),
  provenance: noProvenance,
  data: dataOf({ files: files.map((file) => dataIn(file, advice)) }),
  records: recordsOf(files, advice),
})
