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
import { spoilt } from './spoilt'
import { subscribing } from './subscribing'

export { describeCheckpointStore, type OpenCheckpointStore } from './checkpoints'
export type { Capabilities, Framework, Limits, Matchers, OpenReader, OpenStore } from './fixture'

/**
 * Holds a store to the port: expected revisions against every state of a stream, batches that are
 * whole or nothing, concurrent writers, repeats, ids used again, windows and pages, subscriptions
 * from catching up to live, what a closed store answers, what is no event; and any sequence of these to a model of a store. Give it the words of
 * a test framework and a way to open an empty store. Where it differs in what it can do, say so:
 * then it is held to that.
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
    if (capabilities.spoil !== undefined) spoilt(framework, open, capabilities.spoil)
    modelled(framework, open)
  })
}

/**
 * Holds something that can only be read to the port: windows in both directions, pages, filters,
 * positions to go on from. `open` gives a reader of the events it is given, which are such as one
 * ledger may hold. `describeEventStore` asks all this of a store as well.
 */
export const describeEventReader = (framework: Framework, name: string, open: OpenReader): void => {
  framework.describe(name, () => {
    reading(framework, open)
  })
}
