import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { encodeLine } from '@kpi-ledger/core'
import { generateLedger, type LedgerSize } from '@kpi-ledger/testing'

const PROGRAM = resolve(__dirname, '../../packages/cli/bin/kpi-ledger.js')
const MB = 2 ** 20

/** What one run of the command line used. */
export interface Run {
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

const runOf = (program: string, folder: string, args: ReadonlyArray<string>): Run => {
  const report = join(folder, 'usage.json')
  const nowhere = openSync('/dev/null', 'w')
  try {
    const { status, stderr } = spawnSync(program, args, {
      cwd: folder,
      env: { ...process.env, KPI_LEDGER_BENCH_USAGE: report },
      stdio: ['ignore', nowhere, 'pipe'],
    })
    if (status !== 0) throw new Error(`${args.join(' ')}: ${String(stderr)}`)
    return usageIn(report)
  } finally {
    closeSync(nowhere)
  }
}

const commandLine = ['--require', join(__dirname, 'usage.js'), PROGRAM]

/**
 * Runs the command line in a process of its own, which reports what it used. Throws if it fails.
 */
export const run = (folder: string, args: ReadonlyArray<string>): Run =>
  runOf(process.execPath, folder, [...commandLine, ...args])

/** Does the same, but reads only the first forty lines of output, as a pager does. */
export const runToFirstPage = (folder: string, args: ReadonlyArray<string>): Run =>
  runOf('sh', folder, ['-c', '"$0" "$@" | head -n 40', process.execPath, ...commandLine, ...args])

const CHUNK = MB

/** Writes a generated ledger to a file. */
export const writeLedger = (path: string, size: LedgerSize): void => {
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
