import { describeEventStore } from '@kpi-ledger/testing/conformance'
import { memoryStore } from './memory-store'

describeEventStore({ describe, it, expect }, 'the in-memory store', async () => memoryStore())
