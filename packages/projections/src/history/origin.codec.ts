import { eventData, type EventType } from '@kpi-ledger/core'
import * as t from 'io-ts'
import type { Origin } from './origin'

/** Named, or its declaration would write out every event. */
const Type: t.Type<EventType> = t.keyof(eventData)

const Texts = t.array(t.union([t.string, t.null]))

/** The origins of a history in columns, by revision. */
export const OriginsJson = t.type({
  ids: t.array(t.string),
  types: t.array(Type),
  actors: Texts,
  occurredAt: Texts,
  reasons: Texts,
})

type Mutable = t.TypeOf<typeof OriginsJson>
type Columns = { readonly [Column in keyof Mutable]: Readonly<Mutable[Column]> }

/** Turns origins into columns; {@link toOrigins} gives back their equals. */
export const ofOrigins = (origins: ReadonlyArray<Origin>): Columns => ({
  ids: origins.map(({ id }) => id),
  types: origins.map(({ type }) => type),
  actors: origins.map(({ actor }) => actor),
  occurredAt: origins.map(({ occurredAt }) => occurredAt),
  reasons: origins.map(({ reason }) => reason),
})

/** The origins of so many events; null if the columns are not that long. */
export const toOrigins = (
  { ids, types, actors, occurredAt, reasons }: Columns,
  size: number,
): Array<Origin> | null => {
  if ([ids, types, actors, occurredAt, reasons].some(({ length }) => length !== size)) return null
  const origins: Array<Origin> = []
  for (const [revision, type] of types.entries())
    origins.push({
      id: ids[revision] ?? '',
      type,
      actor: actors[revision] ?? null,
      occurredAt: occurredAt[revision] ?? null,
      reason: reasons[revision] ?? null,
    })
  return origins
}
