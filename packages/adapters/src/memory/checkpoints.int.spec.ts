import { describeCheckpointStore } from '@kpi-ledger/testing/conformance'
import { memoryCheckpoints } from './checkpoints'

describeCheckpointStore({ describe, it, expect }, 'checkpoints in memory', async () =>
  memoryCheckpoints(),
)
