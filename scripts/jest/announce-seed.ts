/** Says once which seed the run has; workers take it over from the environment. */
const announceSeed = (): void => {
  const seed = (process.env['KPI_LEDGER_SEED'] ||= '20160614')
  if (!Number.isInteger(Number(seed))) throw new Error(`KPI_LEDGER_SEED is no integer: ${seed}`)
  const share = Number(process.env['KPI_LEDGER_RUNS'] ?? '1')
  // A law that is tried not once would hold whatever the code does.
  if (!(share > 0 && share <= 1)) throw new Error('KPI_LEDGER_RUNS is no share, above 0 up to 1')
  process.stderr.write(`Seed ${seed}; for another, set KPI_LEDGER_SEED\n`)
}

// The form in which Jest takes it.
export default announceSeed
