import { onRecorded } from '../advice/on-figure'
import { onPeriod } from '../advice/on-period'
import { unknownKPI } from '../contract/unknown'
import { knownActual, type Actual } from '../history/actuals'
import { kpiDefined, latestFigure, standing } from '../history/withdrawals'
import { Outcome, outcomeInWords } from '../kpi/outcome'
import { PeriodText } from '../period/period'
import { reasonInWords } from '../rules-in-words/reason'
import { struct } from '../schema/combinators'
import { KPIReference, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that corrects an actual recorded earlier (M19). */
export interface ActualCorrected extends Actual {
  /** Why the figure is corrected. */
  readonly reason: string
}

const required = { kpi: KPIReference, period: PeriodText, outcome: Outcome, reason: Text }

/** The definition of the event: shape, command, decision, effect and sentence. */
export const actualCorrected: EventDefinition<'ActualCorrected', 'CorrectActual', ActualCorrected> =
  {
    type: 'ActualCorrected',
    command: 'CorrectActual',
    kind: 'fact',
    required,
    optional: {},
    data: struct('the data of ActualCorrected', required),
    older: [],
    judge: (history, { kpi, period }) => {
      const known = standing(history)
      if (kpiDefined(history, kpi, known) === undefined) return unknownKPI(history, kpi)
      return knownActual(history.actuals, kpi, period, known) === null
        ? { _tag: 'NothingToCorrect', kpi, period }
        : null
    },
    latest: (history, { kpi, period }) => latestFigure(history, kpi, period),
    apply: ({ actuals }, data, { revision }) => {
      actuals.add(data, true, revision)
    },
    advise: (history, { kpi, period }, at) => [
      ...onRecorded(history, kpi, period, at),
      ...onPeriod(history, kpi, period, at, standing(history)),
    ],
    reason: ({ reason }) => reason,
    inWords: ({ outcome, reason }) => `${outcomeInWords(outcome)}${reasonInWords(reason)}`,
  }
