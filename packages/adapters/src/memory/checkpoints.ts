import type { CheckpointStore } from '@kpi-ledger/core'
import type { Checkpoint, CheckpointKey } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'

const textOf = ({ name, version }: CheckpointKey): string => `${version} ${name}`

/** Keeps checkpoints in memory, for the lifetime of the process. */
export const memoryCheckpoints = (): CheckpointStore => {
  const saved = new Map<string, Checkpoint>()
  return {
    load: (key) => async () => E.right(saved.get(textOf(key)) ?? null),
    save:
      (key, { position, state }) =>
      async () => {
        saved.set(textOf(key), { position, state })
        return E.right(undefined)
      },
  }
}
