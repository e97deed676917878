import type { Command, Outcome } from '@kpi-ledger/core'
import { ictActuals, ictNotes } from './ict/actuals'
import { ictKPIs } from './ict/kpis'
import { ictRules } from './ict/rules'
import { metadata, type Row } from './printed'
import { psspActuals, psspNotes } from './pssp/actuals'
import { psspKPIs } from './pssp/kpis'
import { psspRules } from './pssp/rules'

const recordActuals = (
  contract: string,
  rows: ReadonlyArray<Row<Outcome>>,
): ReadonlyArray<Command> => {
  const record = (kpi: string, period: string, outcome: Outcome): Command => ({
    type: 'RecordActual',
    contract,
    kpi,
    period,
    outcome,
    metadata,
  })
  return [
    ...rows.map(([kpi, april]) => record(kpi, '2016-04', april)),
    ...rows.map(([kpi, , may]) => record(kpi, '2016-05', may)),
  ]
}

/** The notes are printed beside both months; they are recorded for the later one. */
const addNotes = (
  contract: string,
  notes: ReadonlyArray<readonly [string, string]>,
): ReadonlyArray<Command> =>
  notes.map(([kpi, text]) => ({
    type: 'AddNote',
    contract,
    kpi,
    period: '2016-05',
    text,
    metadata,
  }))

/** The whole report as commands, in the order of its pages. */
export const commands: ReadonlyArray<Command> = [
  ...psspRules,
  ...psspKPIs,
  ...recordActuals('pssp', psspActuals),
  ...addNotes('pssp', psspNotes),
  ...ictRules,
  ...ictKPIs,
  ...recordActuals('ict', ictActuals),
  ...addNotes('ict', ictNotes),
]
