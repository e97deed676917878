import { foldHistory, type History } from '@kpi-ledger/projections'
import { registeredContract, stateAfter } from '../events/admitted'
import { recorded, type EventFixture } from '../events/recorded'

/**
 * The history of some events, to draw scorecards, trackers and comparisons from. The events must be
 * possible, from `ContractRegistered` on; if not, an `AssertionError` is thrown.
 */
export const givenHistory = (...events: ReadonlyArray<EventFixture>): History => {
  const all = recorded(registeredContract(events) ?? 'unregistered', events)
  stateAfter(all)
  return foldHistory(all)
}
