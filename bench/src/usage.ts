import { writeFileSync } from 'node:fs'

/** Loaded into a measured process, which writes down at its end what it has used. */
const file = process.env['KPI_LEDGER_BENCH_USAGE']
if (file !== undefined)
  process.on('exit', () => {
    writeFileSync(file, JSON.stringify(process.resourceUsage()))
  })
