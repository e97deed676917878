import { createRequire } from 'node:module'

/** Loaded into a process that is measured as the command line runs: with a heap that is kept small. */
const { keepHeapSmall } = createRequire(__filename)('../../packages/cli/dist/heap.js') as {
  readonly keepHeapSmall: () => void
}

keepHeapSmall()
