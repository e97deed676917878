import type { DomainEvent } from '../events/envelope'
import type { LatestEntry } from '../events/definition'
import { definitions, type EventType } from '../events/registry'
import { subjectOf } from '../events/subject'
import type { ActualEntry } from '../history/actual-rows'
import { knownActual } from '../history/actuals'
import { historySize, type History } from '../history/history'
import { standing } from '../history/withdrawals'
import { invariant } from '../invariant'
import { ledgerForm } from '../period/written'
import { eventFor, type Command, type PublishScorecard } from './command.codec'
import type { Refusal, Stale } from './refusal'

const latestAbout = <Type extends EventType>(
  history: History,
  event: DomainEvent<Type>,
): LatestEntry | undefined => definitions[event.type].latest(history, event.data)

const stale = (
  { origins }: History,
  event: DomainEvent,
  seen: number,
  { revision, outcome }: LatestEntry,
): Stale => {
  const origin = origins.at(revision)
  invariant(origin !== undefined, `revision ${revision} has no origin`)
  const { id, type, recordedAt, actor } = origin
  const { kpi = null, period = null } = subjectOf(event)
  const change = { id, revision, type, recordedAt, actor, outcome: outcome ?? null }
  return { _tag: 'Stale', kpi, period, seen, change }
}

/**
 * Why a command cannot follow the events since the revision its author saw; null if it can, or if
 * it names no revision (M39). Judged by what was recorded before its batch: a batch does not make
 * its own commands stale.
 */
export const unseenBy = (history: History, command: Command | PublishScorecard): Refusal | null => {
  const { expectedRevision: seen } = command
  if (seen === undefined) return null
  const size = historySize(history)
  if (seen >= size) return { _tag: 'RevisionNotReached', expectedRevision: seen, size }
  const event = eventFor(command)
  const latest = latestAbout(history, event)
  return latest === undefined || latest.revision <= seen
    ? null
    : stale(history, event, seen, latest)
}

/** Why a correction is not of the figure that its author corrects; null if it is (M39). */
export const correctsAnother = (
  history: History,
  command: Command | PublishScorecard,
): Refusal | null => {
  if (command.type !== 'CorrectActual' || command.corrects === undefined) return null
  const { corrects, kpi } = command
  const period = ledgerForm(command.period)
  const latest = knownActual(history.actuals, kpi, period, standing(history))
  if (latest === null) return null
  const corrected = history.origins.revisionOf(corrects)
  let entry: ActualEntry | null = latest
  while (entry !== null && entry.revision !== corrected) entry = entry.previous
  if (entry === null) return { _tag: 'CorrectsAnother', corrects, kpi, period }
  return entry === latest ? null : stale(history, eventFor(command), entry.revision, latest)
}
