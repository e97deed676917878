import type { Checkpoint } from '@kpi-ledger/core'

/** The checkpoint a row of the table `checkpoints` holds, whose columns are strict; null if none. */
export const decodeCheckpoint = (row: unknown): Checkpoint | null => {
  if (row === undefined) return null
  const { position, state } = row as Checkpoint
  return { position, state }
}
