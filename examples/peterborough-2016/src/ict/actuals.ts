import type { Outcome } from '@kpi-ledger/core'
import { figure, noFigure, type Row } from '../printed'

const noData = noFigure('no-data', 'No Data')

/** All incidents resolved in time: the rule counts failures, but the report prints a percentage. */
const noFailure: Outcome = { kind: 'measured', value: 0, published: '100' }

/** One of the two incidents failed; see the note. */
const oneFailureOfTwo: Outcome = { kind: 'measured', value: 1, of: 2, published: '50' }

/** The columns "Apr-16" and "May-16". */
export const ictActuals: ReadonlyArray<Row<Outcome>> = [
  ['1', noFailure, oneFailureOfTwo],
  ['2', noFailure, noFailure],
  ['3', figure('88.89'), figure('93.18')],
  ['4', figure('96.19'), figure('96.23')],
  ['5', noData, noData],
  ['6', noData, figure('100')],
  ['7', figure('94.01'), figure('92.44')],
  ['8', figure('95.54'), figure('95.61')],
  ['9', figure('80.58'), figure('80')],
  ['10', figure('2.64'), figure('1.03')],
  ['11', figure('65.1'), figure('63.55')],
  ['12', figure('0'), figure('0')],
  ['13', figure('0'), figure('0')],
  ['14', figure('100'), figure('100')],
  ['15', figure('0'), figure('0')],
  ['16', figure('100'), figure('100')],
  ['17', figure('99'), figure('99')],
  ['18', figure('0'), figure('0')],
  ['19', figure('4.3'), figure('4.1')],
  ['20', noData, noData],
  ['21', noData, noData],
]

/** The column "Notes", which has no month of its own. */
export const ictNotes: ReadonlyArray<readonly [kpi: string, text: string]> = [
  ['1', 'Both incidents resolved but one not updated on the system as per process'],
  ['20', 'KPIs 20 and 21 due to be removed as the new system automatically generates responses.'],
]
