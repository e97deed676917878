import { onPeriod } from '../advice/on-period'
import { unknownKPI } from '../contract/unknown'
import { latestOf } from '../history/entry'
import { addNote, latestNote, type Note } from '../history/notes'
import { kpiDefined, latestFigure, standing } from '../history/withdrawals'
import { PeriodText } from '../period/period'
import { struct } from '../schema/combinators'
import { KPIReference, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that adds commentary to a KPI or a contract in a period. */
export type NoteAdded = Note

const required = { period: PeriodText, text: Text }
const optional = { kpi: KPIReference }

/** The definition of the event: shape, command, decision, effect and sentence. */
export const noteAdded: EventDefinition<'NoteAdded', 'AddNote', NoteAdded> = {
  type: 'NoteAdded',
  command: 'AddNote',
  kind: 'fact',
  required,
  optional,
  data: struct('the data of NoteAdded', required, optional),
  older: [],
  judge: (history, { kpi }) =>
    kpi === undefined || kpiDefined(history, kpi, standing(history)) !== undefined
      ? null
      : unknownKPI(history, kpi),
  latest: (history, { kpi, period }) =>
    latestOf([
      latestNote(history.notes, kpi, period),
      kpi === undefined ? undefined : latestFigure(history, kpi, period),
    ]),
  apply: ({ notes }, data, at) => {
    addNote(notes, data, at)
  },
  advise: (history, { kpi = null, period }, at) =>
    onPeriod(history, kpi, period, at, standing(history)),
  inWords: ({ text }) => text,
}
