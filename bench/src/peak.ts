import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { encodeLine } from '@kpi-ledger/core'
import { generateLedger, type LedgerSize } from '@kpi-ledger/testing'

const PROGRAM = resolve(__dirname, '../../packages/cli/bin/kpi-ledger.js')
const MB = 2 ** 20
/** The limits for a million events, in MB: what streams, and what is folded. */
const STREAMED = 256
const FOLDED = 400

/** What a run of the command line took. */
interface Run {
  /** Peak resident memory, in MB. */
  readonly peak: number
  /** Processor time, in ms. */
  readonly cpu: number
}

const usageIn = (file: string): Run => {
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(
    readFileSync(file, 'utf8'),
  ) as NodeJS.ResourceUsage
  return { peak: (maxRSS * 1024) / MB, cpu: (userCPUTime + systemCPUTime) / 1000 }
}

/** Runs the command line in a process of its own, which reports what it took; throws if it fails. */
const run = (folder: string, args: ReadonlyArray<string>, maxBuffer = MB): Run => {
  const report = join(folder, 'usage.json')
  const nowhere = openSync('/dev/null', 'w')
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--require', join(__dirname, 'usage.js'), PROGRAM, ...args],
      {
        cwd: folder,
        env: { ...process.env, KPI_LEDGER_BENCH_USAGE: report },
        stdio: ['ignore', nowhere, 'pipe'],
        maxBuffer,
      },
    )
    if (status !== 0) throw new Error(`${args.join(' ')}: ${String(stderr)}`)
    return usageIn(report)
  } finally {
    closeSync(nowhere)
  }
}

const CHUNK = MB

const writeLedger = (path: string, size: LedgerSize): void => {
  const file = openSync(path, 'w')
  let text = ''
  for (const event of generateLedger(size)) {
    text += `${encodeLine(event)}\n`
    if (text.length < CHUNK) continue
    writeSync(file, text)
    text = ''
  }
  writeSync(file, text)
  closeSync(file)
}

const CONTRACT = 'contract-1'

/** The commands with their limits; `db` is the store that the first of them makes. */
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

const printPeaks = (title: string, size: LedgerSize): void => {
  const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-bench-'))
  try {
    console.log(`\n${title}: peak memory of each command (limits for a million events)`)
    writeLedger(join(folder, 'ledger.ndjson'), size)
    for (const [limit, args] of commandsOn('ledger.db'))
      print(args.filter((word) => !word.includes(':')).join(' '), run(folder, args), limit)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A grid of 240 months and 40 KPIs: what its table takes, in shares of its JSON. */
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

/** A contract with so many events has as many KPIs as make them in the years since 1970. */
const EVENTS_OF_A_KPI = 450

/** Peak memory of the commands on one contract and on five thousand, and the price of a table. */
export const printPeakMemory = (events = Number(process.env['KPI_LEDGER_EVENTS'] ?? 1e6)): void => {
  const count = events.toLocaleString('en')
  printPeaks(`One contract of ${count} events`, {
    ...{ contracts: 1, events, firstMonth: '1970-01' },
    kpis: Math.max(12, Math.ceil(events / EVENTS_OF_A_KPI)),
  })
  printPeaks(`5,000 contracts of ${count} events`, { contracts: 5000, events })
  printTable()
}
