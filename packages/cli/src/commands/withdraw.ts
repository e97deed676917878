import { decodeCommand, describe, execute } from '@kpi-ledger/core'
import { eventsDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printed } from '../command/command'
import { asTyped, required } from '../command/option'
import { badInput } from '../failure'
import { actorOf, actorOption, warnOfNameless } from '../input/actor'
import { offeringContracts } from '../input/no-such-contract'
import { contractOptions } from '../input/shared-options'
import { openToWrite } from '../input/store'
import { executionFailure } from '../store-failure'

/** `withdraw`: withdraws an event that was recorded by mistake (M29). */
export const command = defineCommand({
  name: 'withdraw',
  group: 'Recording',
  summary: 'Withdraws an event recorded by mistake: answers no longer count it.',
  example:
    "withdraw --contract pssp --event 0b0e7a0c-7f5e-4f6e-9d3c-0123456789ab --reason 'typed twice'",
  options: {
    ...contractOptions,
    event: required('--event <id>', 'the id of the event, as history prints it in JSON', asTyped),
    reason: required('--reason <text>', 'why it is withdrawn', asTyped),
    actor: actorOption('who withdraws it'),
  },
  run: async (context, given) => {
    const { contract, event, reason } = given
    const actor = actorOf(context, given.actor)
    if (E.isLeft(actor)) return actor
    const metadata = actor.right === null ? {} : { metadata: { actor: actor.right } }
    const decoded = decodeCommand({ type: 'WithdrawEvent', contract, event, reason, ...metadata })
    if (E.isLeft(decoded)) return E.left(badInput(describe(decoded.left)))
    const store = await openToWrite(context, given.store)
    if (E.isLeft(store)) return store
    const { now, newId } = context.io
    const recorded = await execute({ store: store.right, now, newId })([decoded.right])()
    if (E.isRight(recorded)) {
      context.stored('the withdrawal')
      warnOfNameless(context, [decoded.right])
      return printed(eventsDocument(recorded.right.events))
    }
    return E.left(executionFailure(await offeringContracts(store.right, recorded.left)))
  },
})
