import { onRecorded } from '../advice/on-figure'
import { onPeriod } from '../advice/on-period'
import { unknownKPI } from '../contract/unknown'
import { addActual, latestActual, type Actual } from '../history/actuals'
import { everythingKnown } from '../history/entry'
import { Outcome, outcomeInWords } from '../kpi/outcome'
import { PeriodText } from '../period/period'
import { struct } from '../schema/combinators'
import { KPIReference } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that records what was achieved in a period, once (M17 to M19). */
export type ActualRecorded = Actual

const required = { kpi: KPIReference, period: PeriodText, outcome: Outcome }

export const actualRecorded: EventDefinition<'ActualRecorded', 'RecordActual', ActualRecorded> = {
  type: 'ActualRecorded',
  command: 'RecordActual',
  kind: 'fact',
  required,
  optional: {},
  data: struct('the data of ActualRecorded', required),
  older: [],
  judge: ({ rules, actuals }, { kpi, period }) => {
    if (!rules.kpis.has(kpi)) return unknownKPI(rules, kpi)
    return latestActual(actuals, kpi, period) === undefined
      ? null
      : { _tag: 'AlreadyRecorded', kpi, period }
  },
  latest: ({ actuals }, { kpi, period }) => latestActual(actuals, kpi, period),
  apply: ({ actuals }, data, at) => {
    addActual(actuals, data, false, at)
  },
  advise: (history, { kpi, period }, at) => [
    ...onRecorded(history, kpi, period, at),
    ...onPeriod(history, kpi, period, at, everythingKnown),
  ],
  inWords: ({ outcome }) => outcomeInWords(outcome),
}
