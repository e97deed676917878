import type * as t from 'io-ts'
import { eventData, type EventType } from './data'

/** The codec of one version of an event's data, and the way from it to the next version. */
export interface OlderVersion {
  readonly codec: t.Mixed
  /** Total: whatever the codec accepts becomes data of the next version. */
  readonly upcast: (data: never) => unknown
}

/** All versions of an event's data: `older[0]` is version 1, the current one comes last. */
export interface VersionedData {
  readonly older: ReadonlyArray<OlderVersion>
  readonly current: t.Mixed
}

/** Every event type with every version of its data that a reader understands. */
export type EventSchema = { readonly [Type in EventType]: VersionedData }

const onlyVersion = (current: t.Mixed): VersionedData => ({ older: [], current })

/** The versions of wire format 1: each event has one. */
export const eventSchema: EventSchema = {
  ContractRegistered: onlyVersion(eventData.ContractRegistered),
  RegimeAdopted: onlyVersion(eventData.RegimeAdopted),
  KPIDefined: onlyVersion(eventData.KPIDefined),
  TargetRevised: onlyVersion(eventData.TargetRevised),
  KPIRetired: onlyVersion(eventData.KPIRetired),
  ActualRecorded: onlyVersion(eventData.ActualRecorded),
  ActualCorrected: onlyVersion(eventData.ActualCorrected),
  NoteAdded: onlyVersion(eventData.NoteAdded),
  ScorecardPublished: onlyVersion(eventData.ScorecardPublished),
}

/** The version a schema writes. */
export const currentVersion = (schema: EventSchema, type: EventType): number =>
  schema[type].older.length + 1
