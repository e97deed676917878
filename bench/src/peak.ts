import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LedgerSize } from '@kpi-ledger/testing'
import { run, runToFirstPage, writeLedger, type Run } from './command-line'

/** The limits for a million events, in MB: for commands that stream, and for those that fold. */
const STREAMED = 256
const FOLDED = 400

const CONTRACT = 'contract-1'

/** The commands with their limits; `db` is the store that the first command creates. */
const commandsOn = (db: string): ReadonlyArray<readonly [number, ReadonlyArray<string>]> => {
  const store = ['--store', `sqlite:${db}`]
  const contract = [...store, '--contract', CONTRACT]
  return [
    [STREAMED, ['import', 'ledger.ndjson', ...store]],
    [STREAMED, ['import', 'ledger.ndjson', ...store]],
    [STREAMED, ['export', ...store]],
    [STREAMED, ['history', ...contract]],
    [STREAMED, ['history', ...contract, '--format', 'json']],
    [STREAMED, ['digest', ...contract]],
    [STREAMED, ['verify', 'ledger.ndjson']],
    [STREAMED, ['contracts', ...store]],
    [FOLDED, ['findings', ...contract]],
    [FOLDED, ['findings', ...contract, '--format', 'json']],
    [FOLDED, ['scorecard', ...contract, '--period', '2013-05']],
  ]
}

const print = (words: string, { peak, cpu }: Run, limit: number): void => {
  const mark = peak < limit ? '' : '  over'
  console.log(
    `  ${words.padEnd(52)}${peak.toFixed(0).padStart(6)} MB of ${String(limit)}${(cpu / 1000).toFixed(1).padStart(8)} s${mark}`,
  )
}

/** Prints how much of a second the first page of a history takes, including the start of Node. */
const printFirstPage = (folder: string, db: string): void => {
  const history = ['history', '--store', `sqlite:${db}`, '--contract', CONTRACT]
  const { cpu } = runToFirstPage(folder, history)
  const mark = cpu < 1000 ? '' : '  over'
  console.log(
    `  ${'history | head'.padEnd(52)}${(cpu / 1000).toFixed(2).padStart(6)} s of 1${mark}`,
  )
}

const printPeaks = (title: string, size: LedgerSize): void => {
  const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-bench-'))
  try {
    console.log(`\n${title}: peak memory of each command (limits for a million events)`)
    writeLedger(join(folder, 'ledger.ndjson'), size)
    for (const [limit, args] of commandsOn('ledger.db'))
      print(args.filter((word) => !word.includes(':')).join(' '), run(folder, args), limit)
    printFirstPage(folder, 'ledger.db')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Prints the time of a table of 240 months and 40 KPIs relative to its JSON. */
const printTable = (): void => {
  const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-bench-'))
  try {
    writeLedger(join(folder, 'ledger.ndjson'), {
      ...{ contracts: 1, kpis: 40, months: 240, firstMonth: '2000-01' },
    })
    const months = Array.from(
      { length: 240 },
      (_, i) => `${2000 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
    )
    const asked = [
      ...['scorecard', '--store', 'ledger.ndjson', '--contract', CONTRACT],
      ...months.flatMap((month) => ['--period', month]),
    ]
    const none = run(folder, ['--version']).cpu
    const [json, table] = ['json', 'table'].map((format) =>
      Math.max(1, run(folder, [...asked, '--format', format]).cpu - none),
    )
    console.log('\nA scorecard of 240 months and 40 KPIs (the table: at most 3 times its JSON)')
    console.log(
      `  as JSON ${(json ?? NaN).toFixed(0)} ms, as a table ${(table ?? NaN).toFixed(0)} ms: ${((table ?? NaN) / (json ?? NaN)).toFixed(2)}`,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * How many events a KPI has since 1970; it decides how many KPIs a contract needs for a number of
 * events.
 */
const EVENTS_OF_A_KPI = 450

/**
 * Prints the peak memory of the commands on one contract and on five thousand, and the price of a
 * table.
 */
export const printPeakMemory = (events = Number(process.env['KPI_LEDGER_EVENTS'] ?? 1e6)): void => {
  const count = events.toLocaleString('en')
  printPeaks(`One contract of ${count} events`, {
    ...{ contracts: 1, events, firstMonth: '1970-01' },
    kpis: Math.max(12, Math.ceil(events / EVENTS_OF_A_KPI)),
  })
  printPeaks(`5,000 contracts of ${count} events`, { contracts: 5000, events })
  printTable()
}
