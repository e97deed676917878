import { onRecorded } from '../advice/on-figure'
import { onPeriod } from '../advice/on-period'
import { unknownKPI } from '../contract/unknown'
import { addActual, latestActual, type Actual } from '../history/actuals'
import { everythingKnown } from '../history/entry'
import { Outcome, outcomeInWords } from '../kpi/outcome'
import { PeriodText } from '../period/period'
import { struct } from '../schema/combinators'
import { KPIReference, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that corrects an actual recorded earlier (M19). */
export interface ActualCorrected extends Actual {
  readonly reason: string
}

const required = { kpi: KPIReference, period: PeriodText, outcome: Outcome, reason: Text }

export const actualCorrected: EventDefinition<'ActualCorrected', 'CorrectActual', ActualCorrected> =
  {
    type: 'ActualCorrected',
    command: 'CorrectActual',
    kind: 'fact',
    required,
    optional: {},
    data: struct('the data of ActualCorrected', required),
    older: [],
    judge: ({ rules, actuals }, { kpi, period }) => {
      if (!rules.kpis.has(kpi)) return unknownKPI(rules, kpi)
      return latestActual(actuals, kpi, period) === undefined
        ? { _tag: 'NothingToCorrect', kpi, period }
        : null
    },
    latest: ({ actuals }, { kpi, period }) => latestActual(actuals, kpi, period),
    apply: ({ actuals }, data, at) => {
      addActual(actuals, data, true, at)
    },
    advise: (history, { kpi, period }, at) => [
      ...onRecorded(history, kpi, period, at),
      ...onPeriod(history, kpi, period, at, everythingKnown),
    ],
    reason: ({ reason }) => reason,
    inWords: ({ outcome, reason }) => `${outcomeInWords(outcome)}: ${reason}`,
  }
