import { readWithdrawals, withdrawnBy } from '@kpi-ledger/projections'
import { historyDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printed } from '../command/command'
import { asTyped, optional } from '../command/option'
import { storeFailure } from '../failure'
import { asAtOf } from '../input/as-at'
import { openEvents } from '../input/events'
import { EXAMPLE, questionOptions } from '../input/shared-options'
import { openToRead } from '../input/store'

/** `history`: a contract's events, or those about one KPI, as they are read. */
export const command = defineCommand({
  name: 'history',
  group: 'Questions',
  summary: 'A contract’s events, or those about one KPI.',
  example: `history --store ${EXAMPLE} --contract pssp --kpi 'R&B-K-011'`,
  options: {
    ...questionOptions,
    kpi: optional('--kpi <reference>', 'only the events about this KPI', asTyped),
  },
  run: async (context, given) => {
    const asAt = asAtOf(given)
    if (E.isLeft(asAt)) return asAt
    const store = await openToRead(context, given.store)
    if (E.isLeft(store)) return store
    const { contract, kpi } = given
    const events = await openEvents(context, store.right, { contract, kpi, asAt: asAt.right })
    if (E.isLeft(events)) return events
    const withdrawals = await readWithdrawals(store.right.reader, contract)()
    // What can be read is printed all the same, up to what is wrong with it.
    if (E.isLeft(withdrawals)) context.fail(storeFailure(store.right.file)(withdrawals.left))
    const known = E.isLeft(withdrawals) ? new Map() : withdrawals.right
    return printed(historyDocument(events.right, withdrawnBy(known, asAt.right)))
  },
})
