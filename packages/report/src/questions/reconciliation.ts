import { counted } from '@kpi-ledger/core/unstable'
import type {
  ReconciledRating,
  Reconciliation,
  ReconciliationVerdict,
} from '@kpi-ledger/projections'
import { dataOf, spans, verdict, type Document } from '../document/document'
import type { Records } from '../document/records'
import { cells, column, grouped, type Row } from '../document/table'
import { missing, period, reference, text, type Value } from '../document/value'
import { ratingOf } from './cell'

const WORDS: Readonly<Record<ReconciliationVerdict, string>> = {
  agrees: 'agrees',
  differs: 'differs',
  'unknown-word': 'not a word of the regime',
}

const ratingOrNone = (rating: ReconciledRating['now']): Value =>
  rating === null ? missing : ratingOf(rating)

const rowOf = (row: ReconciledRating, yearStart: number): Row =>
  cells({
    kpi: reference(row.kpi),
    period: period(row.period, yearStart),
    printed: text(row.printed),
    source: text(row.source),
    then: ratingOrNone(row.atThePrinting),
    now: ratingOrNone(row.now),
    verdict: text(WORDS[row.verdict]),
  })

const recordsOf = ({ contract, rows }: Reconciliation): Records => ({
  fields: [
    ...['contract', 'kpi', 'period', 'regime', 'printed', 'source', 'thenRating', 'thenLabel'],
    ...['thenGrade', 'nowRating', 'nowLabel', 'nowGrade', 'verdict'],
  ],
  rows: rows.map(
    ({ kpi, period: of, regime, printed, source, atThePrinting, now, verdict: is }) => ({
      ...{ contract, kpi, period: of, regime, printed, source, verdict: is },
      thenRating: atThePrinting?.code ?? null,
      thenLabel: atThePrinting?.label ?? null,
      thenGrade: atThePrinting?.grade ?? null,
      nowRating: now?.code ?? null,
      nowLabel: now?.label ?? null,
      nowGrade: now?.grade ?? null,
    }),
  ),
})

/**
 * Each printed rating beside the one the rules gave when it was recorded and the one they give now
 * (M32). The contract's year starts in month `yearStart`. One record per printed rating.
 */
export const reconciliationDocument = (answer: Reconciliation, yearStart: number): Document => {
  const { contract, asAt, rows, summary } = answer
  const { agrees: agree, differs: differ, 'unknown-word': unknown } = summary
  const counts = [
    `${String(agree)} of ${counted(rows.length, 'printed rating')} ${agree === 1 ? 'agrees' : 'agree'}`,
    ...(differ === 0 ? [] : [`${String(differ)} ${differ === 1 ? 'differs' : 'differ'}`]),
    ...(unknown === 0 ? [] : [`${String(unknown)} not in the regime's words`]),
  ].join(', ')
  return {
    title: `${contract}: printed ratings against the rules`,
    verdict:
      rows.length === 0
        ? null
        : verdict(differ > 0 ? 'requires-improvement' : unknown > 0 ? 'other' : 'good', counts),
    blocks: [
      ...spans(
        rows.map((row) => row.period),
        yearStart,
      ),
      {
        kind: 'table',
        columns: [
          column('kpi', 'KPI'),
          column('period', 'Period'),
          column('printed', 'Printed'),
          column('source', 'In'),
          ...grouped('By the rules', ['then', 'Then'], ['now', 'Now']),
          column('verdict', 'Printed and now'),
        ],
        rows: rows.map((row) => rowOf(row, yearStart)),
        empty: 'No printed rating has been recorded.',
      },
    ],
    provenance: { contract, asAt, ledger: null },
    data: dataOf(answer),
    records: recordsOf(answer),
  }
}
