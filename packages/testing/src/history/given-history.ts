import { foldHistory, type History } from '@kpi-ledger/projections'
import { registeredContract, stateAfter } from '../events/admitted'
import { recorded, type EventFixture } from '../events/recorded'

/**
 * The history of plain events, to ask for scorecards, trackers and comparisons. The events must
 * be ones that can have happened, from `ContractRegistered` on; an `AssertionError` says if not.
 */
export const givenHistory = (...events: ReadonlyArray<EventFixture>): History => {
  const all = recorded(registeredContract(events) ?? 'unregistered', events)
  stateAfter(all)
  return foldHistory(all)
}
