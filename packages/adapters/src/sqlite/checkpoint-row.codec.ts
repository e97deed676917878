import type { Checkpoint } from '@kpi-ledger/core/store'

/**
 * The checkpoint in a row of the table `checkpoints`, whose columns are strict; null if there is no
 * row.
 */
export const decodeCheckpoint = (row: unknown): Checkpoint | null => {
  if (row === undefined) return null
  const { position, state } = row as Checkpoint
  return { position, state }
}
