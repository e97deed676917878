import { onRecorded } from '../advice/on-figure'
import { onPeriod } from '../advice/on-period'
import { unknownKPI } from '../contract/unknown'
import { knownActual, type Actual } from '../history/actuals'
import { kpiDefined, latestFigure, standing } from '../history/withdrawals'
import { Outcome, outcomeInWords } from '../kpi/outcome'
import { PeriodText } from '../period/period'
import { struct } from '../schema/combinators'
import { KPIReference } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that records what was achieved in a period, once (M17 to M19). */
export type ActualRecorded = Actual

const required = { kpi: KPIReference, period: PeriodText, outcome: Outcome }

/** The definition of the event: shape, command, decision, effect and sentence. */
export const actualRecorded: EventDefinition<'ActualRecorded', 'RecordActual', ActualRecorded> = {
  type: 'ActualRecorded',
  command: 'RecordActual',
  kind: 'fact',
  required,
  optional: {},
  data: struct('the data of ActualRecorded', required),
  older: [],
  judge: (history, { kpi, period }) => {
    const known = standing(history)
    if (kpiDefined(history, kpi, known) === undefined) return unknownKPI(history, kpi)
    return knownActual(history.actuals, kpi, period, known) === null
      ? null
      : { _tag: 'AlreadyRecorded', kpi, period }
  },
  latest: (history, { kpi, period }) => latestFigure(history, kpi, period),
  apply: ({ actuals }, data, { revision }) => {
    actuals.add(data, false, revision)
  },
  advise: (history, { kpi, period }, at) => [
    ...onRecorded(history, kpi, period, at),
    ...onPeriod(history, kpi, period, at, standing(history)),
  ],
  inWords: ({ outcome }) => outcomeInWords(outcome),
}
