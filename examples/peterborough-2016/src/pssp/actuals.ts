import type { Outcome } from '@kpi-ledger/core'
import { figure, noFigure, type Row } from '../printed'

const noSurvey = (month: string) => noFigure('not-due', `Not Measured in ${month} No Survey Due`)
const notMeasurable = noFigure('not-measurable', 'Not Measurable')
const notYet = noFigure('not-yet-measurable', 'Not yet measurable')

/** The columns "Apr-16" and "May-16". */
export const psspActuals: ReadonlyArray<Row<Outcome>> = [
  ['STS-K-009', figure('100.00'), figure('100.00')],
  ['R&B-K-001', figure('10.96'), figure('20.32')],
  ['R&B-K-002', figure('10.87'), figure('19.85')],
  ['R&B-K-007', figure('2.83'), figure('4.81')],
  ['R&B-K-008', figure('7.96'), figure('9.96')],
  ['R&B-K-009', figure('11.53'), figure('8.09')],
  ['R&B-K-009a', figure('2.74'), figure('5.04')],
  ['R&B-K-009b', figure('49.34'), figure('59.01')],
  ['R&B-K-011', figure('5.93'), figure('8.07')],
  ['PAY-K-001', figure('100.00'), figure('100.00')],
  ['BS-K-002', figure('98.15'), figure('97.68')],
  ['CS-K-001', noSurvey('April'), noSurvey('May')],
  ['CS-K-002', figure('83.00'), figure('85.00')],
  ['CS-K-006', figure('92.00'), figure('93.00')],
  ['BT-K-002', notYet, notYet],
  ['FS-K-001', figure('100.00'), figure('100.00')],
  ['FS-K-002', figure('90.00'), noFigure('no-activity', 'Not measurable no calls received')],
  ['PRO-K-002', notMeasurable, figure('100.00')],
  ['PRO-K-004', figure('100.00'), noFigure('not-due', 'Not measured as quarterly report')],
  ['PRO-K-005', notMeasurable, notYet],
  ['PRO-K-006', notMeasurable, figure('100.00')],
  ['PRO-K-007', figure('100.00'), figure('100.00')],
]

/** The column "Notes", which has no month of its own. */
export const psspNotes: ReadonlyArray<readonly [kpi: string, text: string]> = [
  ['R&B-K-001', 'On track to meet annual target of 95.8%'],
  ['R&B-K-002', 'On track to meet annual target of 97.8%'],
  ['R&B-K-007', 'On track to meet annual target of 14.31%'],
  ['R&B-K-008', 'On track to meet annual target of 30%'],
  ['R&B-K-009a', 'On track to meet annual target of 26%'],
  ['R&B-K-009b', 'On track to meet annual target of 63%'],
  ['CS-K-002', 'Overall annual target is 85% (profiled across the year)'],
  ['BT-K-002', 'ADP and milestones being agreed'],
  ['PRO-K-005', 'Contract register to be handed over to Serco'],
]
