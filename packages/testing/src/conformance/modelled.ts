import fc from 'fast-check'
import type { Framework, OpenStore } from './fixture'
import { arbitraryAppend, arbitraryAppendTogether } from './model-appends'
import { arbitraryRead, arbitraryReadAll, readsAll } from './model-reads'
import type { Known, StoreCommand, Subject } from './model-run'
import {
  arbitraryClose,
  arbitraryPull,
  arbitraryResume,
  arbitrarySubscribe,
  hearOut,
} from './model-subscriptions'
import { runs } from './runs'

/** Runs commands on a new store, drains its subscriptions and reads everything. */
const follow = async (
  expect: Framework['expect'],
  open: OpenStore,
  commands: Iterable<StoreCommand>,
): Promise<void> => {
  const known: Known = { log: [], subscriptions: [] }
  const subject: Subject = { store: await open(), positions: new Map(), listeners: [] }
  try {
    await fc.asyncModelRun(() => ({ model: known, real: subject }), commands)
    await readsAll(expect, null, {}).run(known, subject)
    await hearOut(expect, known, subject)
  } finally {
    for (const { close } of subject.listeners) close()
  }
}

/** Timeout of one sequence of calls, in ms; a subscription may fail to deliver. */
const PATIENCE = 20_000

/**
 * Tests of what any store must answer to any sequence of calls, against a model that is a list of
 * events.
 */
export const modelled = (
  { describe, it, expect }: Framework,
  open: OpenStore,
  patience = PATIENCE,
): void => {
  const writing = [
    arbitraryAppend(expect),
    arbitraryAppend(expect),
    arbitraryAppendTogether(expect),
  ]
  const reading = [arbitraryRead(expect), arbitraryReadAll(expect)]
  const subscribing = [
    arbitrarySubscribe(),
    arbitraryPull(expect),
    arbitraryPull(expect),
    arbitraryResume(expect),
    arbitraryClose(expect),
  ]

  const behaves = (commands: ReadonlyArray<fc.Arbitrary<StoreCommand>>): Promise<void> =>
    fc.assert(
      fc.asyncProperty(fc.commands([...commands], { maxCommands: 40, size: '+1' }), (sequence) =>
        follow(expect, open, sequence),
      ),
      { numRuns: runs(40), timeout: patience, interruptAfterTimeLimit: PATIENCE },
    )

  describe('in any order', () => {
    it('appends and reads as a list of events would', () => behaves([...writing, ...reading]))
    it('delivers to its subscribers what a list of events would', () =>
      behaves([...writing, arbitraryReadAll(expect), ...subscribing]))
  })
}
