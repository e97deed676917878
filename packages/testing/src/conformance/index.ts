import { appending } from './appending'
import { storeHolding, type Framework, type OpenReader, type OpenStore } from './fixture'
import { keeping } from './keeping'
import { modelled } from './modelled'
import { reading } from './reading'
import { repeating } from './repeating'
import { subscribing } from './subscribing'

export type { Framework, Matchers, OpenReader, OpenStore } from './fixture'

/**
 * Holds a store to the port: expected revisions against every state of a stream, batches that are
 * whole or nothing, concurrent writers, repeats, ids used again, windows and pages, subscriptions
 * from catching up to live; and any sequence of these to a model of a store. Give it the words of a test framework and a way to open an empty
 * store.
 */
export const describeEventStore = (framework: Framework, name: string, open: OpenStore): void => {
  framework.describe(name, () => {
    appending(framework, open)
    repeating(framework, open)
    reading(framework, (events) => storeHolding(open, events))
    keeping(framework, open)
    subscribing(framework, open)
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
