import { appending } from './appending'
import type { Framework, OpenStore } from './fixture'
import { modelled } from './modelled'
import { reading } from './reading'
import { repeating } from './repeating'
import { subscribing } from './subscribing'

export type { Framework, Matchers, OpenStore } from './fixture'

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
    reading(framework, open)
    subscribing(framework, open)
    modelled(framework, open)
  })
}
