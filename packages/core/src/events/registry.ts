import { actualCorrected } from './actual-corrected'
import { actualRecorded } from './actual-recorded'
import { contractAmended } from './contract-amended'
import { contractRegistered } from './contract-registered'
import type { EventDefinition } from './definition'
import { definitionRevised } from './definition-revised'
import { eventWithdrawn } from './event-withdrawn'
import { kpiDefined } from './kpi-defined'
import { kpiRetired } from './kpi-retired'
import { noteAdded } from './note-added'
import { ratingDecided } from './rating-decided'
import { ratingPrinted } from './rating-printed'
import { regimeAdopted } from './regime-adopted'
import { regimeAmended } from './regime-amended'
import { scorecardPublished } from './scorecard-published'
import { targetRevised } from './target-revised'

/** All events; everything that has to know all of them is derived from this list. */
const eventDefinitions = {
  ContractRegistered: contractRegistered,
  RegimeAdopted: regimeAdopted,
  KPIDefined: kpiDefined,
  TargetRevised: targetRevised,
  KPIRetired: kpiRetired,
  ActualRecorded: actualRecorded,
  ActualCorrected: actualCorrected,
  NoteAdded: noteAdded,
  ScorecardPublished: scorecardPublished,
  ContractAmended: contractAmended,
  RegimeAmended: regimeAmended,
  DefinitionRevised: definitionRevised,
  EventWithdrawn: eventWithdrawn,
  RatingPrinted: ratingPrinted,
  RatingDecided: ratingDecided,
} as const

type Definitions = typeof eventDefinitions

/** The type of an event, such as `ActualRecorded`. */
export type EventType = keyof Definitions

type DataByType = { readonly [Type in EventType]: Definitions[Type]['data']['_A'] }

/** The data of an event by its type; `EventData<'NoteAdded'>` is a note. */
export type EventData<Type extends EventType> = DataByType[Type]

/** Name of the command that requests an event of a type. */
export type CommandName<Type extends EventType> = Definitions[Type]['command']

/** The definition of one type of event. */
export type DefinitionOf<Type extends EventType> = EventDefinition<
  Type,
  CommandName<Type>,
  EventData<Type>
>

/** The definitions by type, typed by their data. */
export const definitions: { readonly [Type in EventType]: DefinitionOf<Type> } = eventDefinitions

/** Whether text is the name of an event type. */
export const isEventType = (type: string): type is EventType =>
  Object.hasOwn(eventDefinitions, type)

/** Every type of event, in the order of the wire format. */
export const eventTypes: ReadonlyArray<EventType> =
  Object.keys(eventDefinitions).filter(isEventType)
