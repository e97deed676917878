import { createRequire } from 'node:module'

/** Loaded into a measured process so that its heap is kept small, as on the command line. */
const { keepHeapSmall } = createRequire(__filename)('../../packages/cli/dist/heap.js') as {
  readonly keepHeapSmall: () => void
}

keepHeapSmall()
