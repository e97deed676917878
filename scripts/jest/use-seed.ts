import fc from 'fast-check'
import { runs } from './runs'

/**
 * Makes properties, samples and everything that draws a seed with `fc.sample` the same in every
 * run. A property that does not say how often it is tried is tried 100 times.
 */
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env['KPI_LEDGER_SEED']),
  numRuns: runs(100),
})
