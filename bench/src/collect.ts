import { spawnSync } from 'node:child_process'
import type { History } from '@kpi-ledger/core'
import { openReturn, readReturn, type Mapping } from '@kpi-ledger/intake'
import { givenHistory, psspScheme } from '@kpi-ledger/testing'
import { parse } from 'csv-parse/sync'
import * as E from 'fp-ts/Either'
import { printRatios, raceTasks } from './measure'

const KPIS = 100
const FIRST_YEAR = 1950

const nameOf = (kpi: number): string => `K-${String(kpi).padStart(3, '0')}`

/** The history of a contract with many KPIs and no figures. */
const history = (): History =>
  givenHistory(
    {
      type: 'ContractRegistered',
      data: { contract: 'bench', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
    },
    {
      type: 'RegimeAdopted',
      data: { regime: 'r', title: 'R', effectiveFrom: `${FIRST_YEAR}-01`, scheme: psspScheme },
    },
    ...Array.from({ length: KPIS }, (_, kpi) => ({
      type: 'KPIDefined' as const,
      data: {
        ...{ regime: 'r', kpi: nameOf(kpi), description: `KPI ${kpi}`, serviceArea: 'Area' },
        ...{ frequency: 'monthly' as const, unit: 'percent' as const },
        effectiveFrom: `${FIRST_YEAR}-01`,
        target: { comparator: '>=' as const, value: 90 },
      },
    })),
  )

/** A row for a figure: the KPI, the month, the figure and a note. */
const rowOf = (n: number): readonly [string, string, number, string] => {
  const month = Math.floor(n / KPIS)
  const period = `${FIRST_YEAR + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  return [nameOf(n % KPIS), period, (n % 1000) / 10, `as counted in ${period}`]
}

const HEADINGS = ['Ref', 'Month', 'Actual', 'How']
const mapping: Mapping = { kpi: 'Ref', period: 'Month', figure: 'Actual', per: 'month' }

const collected = async (bytes: Uint8Array, of: History, figures: number): Promise<void> => {
  const opened = await openReturn(bytes)
  if (E.isLeft(opened)) throw new Error(opened.left.reason)
  const read = await readReturn(opened.right, of, mapping)
  if (read.figures.length !== figures) throw new Error(JSON.stringify(read.faults.slice(0, 3)))
}

/** Races reading the figures of a file against reading its cells with the bare library. */
export const raceCollecting = async (rows: number): Promise<void> => {
  const { readXlsx, writeXlsx } = await import('hucre/xlsx')
  const all = Array.from({ length: rows }, (_, n) => [...rowOf(n)])
  const csv = Buffer.from([HEADINGS, ...all].map((row) => row.join(',')).join('\n'))
  const xlsx = await writeXlsx({ sheets: [{ name: 'S', rows: [HEADINGS, ...all] }] })
  const of = history()
  const inWords = rows.toLocaleString('en')
  printRatios(
    `Collecting a workbook of ${inWords} rows (at most 3)`,
    await raceTasks(
      [
        { name: 'hucre alone', work: () => readXlsx(xlsx) },
        { name: 'openReturn, readReturn', work: () => collected(xlsx, of, rows) },
      ],
      3,
    ),
  )
  printRatios(
    `Collecting CSV of ${inWords} rows (at most 3)`,
    await raceTasks(
      [
        { name: 'csv-parse alone', work: () => Promise.resolve(parse(csv)) },
        { name: 'openReturn, readReturn', work: () => collected(csv, of, rows) },
      ],
      3,
    ),
  )
}

/** How many different figures the long CSV has; it repeats them. */
const FIGURES = 1_200
const MB = 1024 * 1024

/** The memory in use once all garbage has been collected, in bytes. */
const heldNow = (): number => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/**
 * CSV of a given size, as it would arrive from a disk, and the most memory in use while it was
 * read.
 */
class LongCSV {
  peak = 0

  constructor(private readonly bytes: number) {}

  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    yield Buffer.from(`${HEADINGS.join(',')}\n`)
    for (let [sent, n] = [0, 0]; sent < this.bytes;) {
      let text = ''
      while (text.length < 64 * 1024) text += `${rowOf(n++ % FIGURES).join(',')}\n`
      sent += text.length
      yield await Promise.resolve(Buffer.from(text))
      this.peak = Math.max(this.peak, heldNow())
    }
  }
}

const peakOf = async (megabytes: number): Promise<number> => {
  const of = history()
  const csv = new LongCSV(megabytes * MB)
  const before = heldNow()
  const opened = await openReturn(csv.chunks())
  if (E.isLeft(opened)) throw new Error(opened.left.reason)
  const { figures } = await readReturn(opened.right, of, mapping)
  if (figures.length !== FIGURES) throw new Error(`${figures.length} figures`)
  return csv.peak - before
}

/**
 * Prints the most memory in use while CSV of each size, in megabytes, is read in a process of its
 * own.
 */
export const printCSVMemory = (sizes: ReadonlyArray<number>): void => {
  console.log(
    '\nMemory in use while CSV is read as it arrives (at most twice as much for ten times the size)',
  )
  for (const megabytes of sizes)
    spawnSync(process.execPath, ['--expose-gc', __filename, String(megabytes)], {
      stdio: 'inherit',
    })
}

if (require.main === module) {
  const megabytes = Number(process.argv[2])
  void peakOf(megabytes).then((peak) => {
    console.log(`  ${`${megabytes} MB`.padEnd(52)}${(peak / MB).toFixed(1).padStart(9)} MB in use`)
  })
}
