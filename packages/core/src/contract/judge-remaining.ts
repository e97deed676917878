import type { DomainEvent } from '../events/envelope'
import { definitions, type EventType } from '../events/registry'
import type { Entry } from '../history/entry'
import { emptyHistory, type History } from '../history/history'
import { Origins } from '../history/origins'
import { standing } from '../history/withdrawals'
import { eventsThatDepend } from './events-in'
import type { Refusal } from './refusal'

/** How many events there are, and nothing of them. */
class Places extends Origins {
  size = 0

  override get length(): number {
    return this.size
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
  const remaining = { ...emptyHistory(origins), contract, origins: new Places() }
  const isFact = history.actuals.kpiAt(withdrawn) !== null
  for (const { at, event: each } of eventsThatDepend(history, withdrawn)) {
    if (at.revision === withdrawn || !stands(at)) continue
    // The ledger keeps the places of what was withdrawn: a publication counts them.
    remaining.origins.size = at.revision
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
