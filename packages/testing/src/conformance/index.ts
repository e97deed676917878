import type { EventStore } from '@kpi-ledger/core'
import { appending } from './appending'
import { closed } from './closed'
import { closing } from './closing'
import { storeHolding, type Capabilities, type Framework, type OpenReader } from './fixture'
import { keeping } from './keeping'
import { modelled } from './modelled'
import { reading } from './reading'
import { repeating } from './repeating'
import { settling } from './settling'
import { subscribing } from './subscribing'
import { undecodable } from './undecodable'

export { describeCheckpointStore, type OpenCheckpointStore } from './checkpoints'
export type { Capabilities, Framework, Limits, Matchers, OpenReader, OpenStore } from './fixture'

/**
 * Runs the conformance suite against a store: expected revisions in every state of a stream, atomic
 * batches, concurrent writers, idempotent retries, reused ids, read windows and pages,
 * subscriptions from catching up to live, closed stores and undecodable records, then random
 * sequences of calls checked against a model. `framework` has the functions of a test framework;
 * `open` opens an empty store. A store that cannot do everything says so in `capabilities`, and is
 * tested accordingly. The random parts run 30 or 40 times, or as often as `fc.configureGlobal` says
 * if that is fewer.
 */
export const describeEventStore = <Store extends EventStore>(
  framework: Framework,
  name: string,
  open: () => Promise<Store>,
  capabilities: Capabilities<Store> = { together: true, uniqueIds: 'in the store' },
): void => {
  framework.describe(name, () => {
    appending(framework, open, capabilities)
    repeating(framework, open, capabilities)
    reading(framework, (events) => storeHolding(open, events))
    keeping(framework, open)
    subscribing(framework, open)
    settling(framework, open)
    closing(framework, open)
    if (capabilities.close !== undefined) closed(framework, open, capabilities.close)
    if (capabilities.corrupt !== undefined) undecodable(framework, open, capabilities.corrupt)
    modelled(framework, open)
  })
}

/**
 * Runs the reading part of the conformance suite against a read-only store: windows in both
 * directions, pages, filters, resuming from positions. `open` opens a reader of the events passed
 * to it, which always form a valid ledger. `describeEventStore` includes all of this.
 */
export const describeEventReader = (framework: Framework, name: string, open: OpenReader): void => {
  framework.describe(name, () => {
    reading(framework, open)
  })
}
