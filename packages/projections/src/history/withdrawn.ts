import { streamOf, type RecordedEvent, type StoreError } from '@kpi-ledger/core'
import type { EventReader } from '@kpi-ledger/core/store'
import { definitions, foldPages, subjectOf } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import { factsKnown, rulesKnown, type AsAt } from './as-at'

/** The event that withdraws another (M29). */
export type WithdrawalEvent = RecordedEvent<'EventWithdrawn'>

/** The withdrawals of a contract, by the id of the event that each withdraws. */
export type Withdrawals = ReadonlyMap<string, WithdrawalEvent>

/** Reads the withdrawals of a contract, and nothing else where the store can select them. */
export const readWithdrawals = (
  reader: Pick<EventReader, 'readAll'>,
  contract: string,
): TE.TaskEither<StoreError, Withdrawals> =>
  foldPages(
    reader.readAll({ filter: { streams: [streamOf(contract)], types: ['EventWithdrawn'] } }),
    new Map<string, WithdrawalEvent>(),
    (withdrawals, { event }) => {
      if (event.type === 'EventWithdrawn') withdrawals.set(event.data.event, event)
      return E.right(withdrawals)
    },
  )

/** By what an event had been withdrawn at a point in time; null if it stood (M21, M29). */
export const withdrawnBy =
  (withdrawals: Withdrawals, asAt: AsAt) =>
  (event: RecordedEvent): WithdrawalEvent | null => {
    const withdrawal = withdrawals.get(event.id)
    if (withdrawal === undefined) return null
    const known = definitions[event.type].kind === 'rule' ? rulesKnown(asAt) : factsKnown(asAt)
    return known(withdrawal) ? withdrawal : null
  }

/** Whether an event defines a KPI that takes over from another, which is about that one too (M23). */
const succeeds = ({ type, data }: RecordedEvent, kpi: string): boolean =>
  type === 'KPIDefined' && (data.succeeds ?? []).includes(kpi)

/**
 * Whether each of a contract's events is about a KPI; to be asked about all of them, in order, since a
 * withdrawal is about what the event it withdraws is about. Null is any KPI.
 */
export const eventAbout = (kpi: string | null): ((event: RecordedEvent) => boolean) => {
  if (kpi === null) return () => true
  const about = new Set<string>()
  return (event) => {
    const isAbout =
      event.type === 'EventWithdrawn'
        ? about.has(event.data.event)
        : subjectOf(event).kpi === kpi || succeeds(event, kpi)
    if (isAbout) about.add(event.id)
    return isAbout
  }
}
