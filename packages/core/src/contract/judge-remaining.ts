import type { DomainEvent } from '../events/envelope'
import { definitions, type EventType } from '../events/registry'
import type { Entry } from '../history/entry'
import { emptyHistory, type History } from '../history/history'
import { Origins } from '../history/origins'
import { standing } from '../history/withdrawals'
import { eventsThatDepend } from './events-in'
import type { Refusal } from './refusal'
import type { Instant } from '../schema/instant'

/** How many events there are, and when each was recorded. */
class Places extends Origins {
  size = 0

  constructor(private readonly whole: Origins) {
    super()
  }

  override get length(): number {
    return this.size
  }

  override recordedAt(revision: number): Instant | undefined {
    return this.whole.recordedAt(revision)
  }
}

const apply = <Type extends EventType>(
  history: History,
  event: DomainEvent<Type>,
  at: Entry,
): void => {
  definitions[event.type].apply(history, event.data, at)
}

/**
 * Why the events that remain without one of them could not have been recorded in order, with the
 * first that depends on it; null if they could (M29).
 */
export const judgeRemaining = (
  history: History,
  event: string,
  judge: (history: History, event: DomainEvent) => Refusal | null,
): Refusal | null => {
  const { contract, origins } = history
  const withdrawn = origins.revisionOf(event)
  const stands = standing(history)
  const places = new Places(origins)
  const remaining = { ...emptyHistory(places), contract }
  const isFact = history.actuals.kpiAt(withdrawn) !== null
  for (const { at, event: each } of eventsThatDepend(history, withdrawn)) {
    if (at.revision === withdrawn || !stands(at)) continue
    // The ledger keeps the places of what was withdrawn: a publication counts them.
    places.size = at.revision
    const canDepend = at.revision > withdrawn && (!isFact || definitions[each.type].kind === 'fact')
    const refusal = canDepend ? judge(remaining, each) : null
    if (refusal !== null) {
      const { id = '', type = each.type } = origins.at(at.revision) ?? {}
      return { _tag: 'DependedOn', event, dependent: { revision: at.revision, id, type }, refusal }
    }
    apply(remaining, each, at)
  }
  return null
}
