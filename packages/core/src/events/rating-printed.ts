import { onPeriod } from '../advice/on-period'
import { unknownKPI } from '../contract/unknown'
import { keep } from '../history/history'
import { kpiDefined, latestFigure, standing } from '../history/withdrawals'
import { PeriodText } from '../period/period'
import { struct } from '../schema/combinators'
import { KPIReference, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that records the rating which a published paper printed (M32). */
export interface RatingPrinted {
  /** The reference of the KPI. */
  readonly kpi: string
  /** The period of the rating (M1). */
  readonly period: string
  /** The word as printed. */
  readonly label: string
  /** Where it was printed. */
  readonly source?: string
}

const required = { kpi: KPIReference, period: PeriodText, label: Text }
const optional = { source: Text }

/** The definition of the event: shape, command, decision, effect and sentence. */
export const ratingPrinted: EventDefinition<'RatingPrinted', 'RecordPrintedRating', RatingPrinted> =
  {
    type: 'RatingPrinted',
    command: 'RecordPrintedRating',
    kind: 'fact',
    required,
    optional,
    data: struct('the data of RatingPrinted', required, optional),
    older: [],
    judge: (history, { kpi }) =>
      kpiDefined(history, kpi, standing(history)) === undefined ? unknownKPI(history, kpi) : null,
    latest: (history, { kpi, period }) => latestFigure(history, kpi, period),
    apply: (history, data, at) => {
      keep(history, 'RatingPrinted', data, at)
    },
    advise: (history, { kpi, period }, at) => onPeriod(history, kpi, period, at, standing(history)),
    inWords: ({ label, source }) =>
      `printed as "${label}"${source === undefined ? '' : ` in ${source}`}`,
  }
