import fc from 'fast-check'
import { runs } from './runs'

/**
 * Properties, samples and whatever draws its own seed by `fc.sample` are the same every time; where a
 * property does not say how often it is tried, it is tried 100 times.
 */
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env['KPI_LEDGER_SEED']),
  numRuns: runs(100),
})
