import { keep } from '../history/history'
import { addWithdrawal } from '../history/withdrawals'
import { reasonInWords } from '../rules-in-words/reason'
import { struct } from '../schema/combinators'
import { EventId, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that takes back one recorded by mistake (M29). */
export interface EventWithdrawn {
  /** Id of the event that is withdrawn. */
  readonly event: EventId
  /** Why it is withdrawn. */
  readonly reason: string
}

const required = { event: EventId, reason: Text }

const lasting: ReadonlySet<string> = new Set([
  'ContractRegistered',
  'ScorecardPublished',
  'EventWithdrawn',
])

/** The definition of the event: shape, command, decision, effect and sentence. */
export const eventWithdrawn: EventDefinition<'EventWithdrawn', 'WithdrawEvent', EventWithdrawn> = {
  type: 'EventWithdrawn',
  command: 'WithdrawEvent',
  kind: 'withdrawal',
  required,
  optional: {},
  data: struct('the data of EventWithdrawn', required),
  older: [],
  // Whether what remains could have happened is for `judge`, which knows all events.
  judge: ({ origins, withdrawals }, { event }) => {
    const revision = origins.revisionOf(event)
    const withdrawn = origins.at(revision)
    if (withdrawn === undefined) return { _tag: 'UnknownEvent', event }
    if (lasting.has(withdrawn.type)) return { _tag: 'NotWithdrawable', event, type: withdrawn.type }
    const by = withdrawals.get(revision)
    return by === undefined ? null : { _tag: 'AlreadyWithdrawn', event, by: by.revision }
  },
  latest: () => undefined,
  apply: (history, data, at) => {
    keep(history, 'EventWithdrawn', data, at)
    addWithdrawal(history, data.event, at)
  },
  reason: ({ reason }) => reason,
  inWords: ({ event, reason }) => `withdrew event ${event}${reasonInWords(reason)}`,
}
