import { writeFileSync } from 'node:fs'

/** Loaded into a process that is measured: it writes down at its end what it took. */
const file = process.env['KPI_LEDGER_BENCH_USAGE']
if (file !== undefined)
  process.on('exit', () => {
    writeFileSync(file, JSON.stringify(process.resourceUsage()))
  })
