import { appending } from './appending'
import { closing } from './closing'
import type { Capabilities, Framework, OpenStore } from './fixture'
import { reading } from './reading'
import { repeating } from './repeating'
import { settling } from './settling'
import { subscribing } from './subscribing'

export { describeCheckpointStore, type OpenCheckpointStore } from './checkpoints'
export type { Capabilities, Framework, Matchers, OpenStore } from './fixture'

/**
 * Holds a store to the port: expected revisions against every state of a stream, batches that are
 * whole or nothing, concurrent writers, repeats, ids used again, windows and pages, subscriptions
 * from catching up to live. Give it the words of a test framework and a way to open an empty
 * store. Where it differs in what it can do, say so: then it is held to that.
 */
export const describeEventStore = (
  framework: Framework,
  name: string,
  open: OpenStore,
  capabilities: Capabilities = { together: true, uniqueIds: 'in the store' },
): void => {
  framework.describe(name, () => {
    appending(framework, open, capabilities)
    repeating(framework, open, capabilities)
    reading(framework, open)
    subscribing(framework, open)
    settling(framework, open)
    closing(framework, open)
  })
}
