import {
  ledgerState,
  readWithdrawals,
  withdrawnBy,
  type AsAt,
  type LedgerState,
} from '@kpi-ledger/projections'
import { historyDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, type Context } from '../command/command'
import { asTyped, optional } from '../command/option'
import { asAtOf } from '../input/as-at'
import { answered } from '../input/asking'
import { openHashed } from '../input/contract'
import { openEvents } from '../input/events'
import { EXAMPLE, questionOptions } from '../input/shared-options'
import { openToRead, type OpenedStore } from '../input/store'
import { storeFailure } from '../store-failure'

/**
 * The state of the ledger, if it is shown. The events are read again for it rather than kept. Null
 * if they cannot all be read, which the answer itself reports.
 */
const ledgerOf = async (
  { showsProof, io }: Context,
  store: OpenedStore,
  contract: string,
  asAt: AsAt,
): Promise<LedgerState | null> => {
  if (!showsProof) return null
  const hashed = await openHashed(store, contract, io.progress('reading'))
  return E.isLeft(hashed) ? null : ledgerState(hashed.right.history, hashed.right.log, asAt)
}

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
    const ledger = await ledgerOf(context, store.right, contract, asAt.right)
    const events = await openEvents(context, store.right, { contract, kpi, asAt: asAt.right })
    if (E.isLeft(events)) return events
    const withdrawals = await readWithdrawals(store.right.reader, contract)()
    // Whatever can be read is still printed, up to the first fault.
    if (E.isLeft(withdrawals)) context.fail(storeFailure(store.right.file)(withdrawals.left))
    const known = E.isLeft(withdrawals) ? new Map() : withdrawals.right
    return answered(
      context,
      { contract, asAt: asAt.right, ledger },
      historyDocument(events.right, withdrawnBy(known, asAt.right)),
    )
  },
})
