/** Prints the seed of the run, once; workers take it from the environment. */
const announceSeed = (): void => {
  const seed = (process.env['KPI_LEDGER_SEED'] ||= '20160614')
  if (!Number.isInteger(Number(seed))) throw new Error(`KPI_LEDGER_SEED is not an integer: ${seed}`)
  const share = Number(process.env['KPI_LEDGER_RUNS'] ?? '1')
  // A property that is never run would pass whatever the code does.
  if (!(share > 0 && share <= 1)) throw new Error('KPI_LEDGER_RUNS must be above 0 and at most 1')
  process.stderr.write(`Seed ${seed}; for another, set KPI_LEDGER_SEED\n`)
}

// Jest expects this form of export.
export default announceSeed
