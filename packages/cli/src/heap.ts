import { setFlagsFromString } from 'node:v8'

/** How much the heap may grow before garbage is collected, as a percentage of live data. */
const GROWTH = 20

/**
 * Keeps the heap near the size of what is alive in it. What commands stream through is garbage at once,
 * and V8 collects it when it has become several times as much as is kept, as if all memory were its own:
 * verifying 100,000 events took 167 MB, and takes 107 MB when it is collected earlier. Both flags are
 * read whenever the heap grows, so they need not have been there when the process began.
 */
export const keepHeapSmall = (): void => {
  setFlagsFromString(`--heap-growing-percent=${String(GROWTH)}`)
  setFlagsFromString('--semi-space-growth-factor=1')
}
