import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rules } from '@kpi-ledger/projections'
import { fc } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { runs } from '../../../../scripts/jest/runs'
import {
  council,
  longWithDates,
  sheetPerService,
  textNumbers,
  twoHeaderRows,
  wideWithTotals,
} from '../collecting/council-sheets.spec'
import { guessMapping } from '../collecting/guess-mapping'
import { openReturn } from '../collecting/open-return'
import { writeDefinition } from '../definition/write-definition'
import { blankReturn } from '../returns/blank-return'
import { writeReturn, type ReturnForm } from '../returns/write-return'
import { mutatedBytes, mutatedText, mutatedXML } from './mutations.spec'

/** The built command line. */
const PROGRAM = join(__dirname, '../../../cli/bin/kpi-ledger.js')

/** How many files are tried: 10,000 with KPI_LEDGER_MUTATED=10000. */
const FILES = Number(process.env['KPI_LEDGER_MUTATED'] ?? runs(700))

/** How many files one process reads. */
const AT_ONCE = 50
/**
 * The most processor time that one file may take, in seconds, and the most memory of the process,
 * in MB.
 */
const [SECONDS, MB] = [5, 500]

/** Makes a process print what it used: memory in MB, and processor time in seconds. */
const REPORT = `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  require('fs').writeFileSync('took.json', JSON.stringify([maxRSS / 1024, (userCPUTime + systemCPUTime) / 1e6]))
})`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-mutated-'))
  writeFileSync(join(folder, 'report.cjs'), REPORT)
  const known = rules(council)
  if (E.isLeft(known)) throw new Error('no rules')
  writeFileSync(join(folder, 'contract.yaml'), writeDefinition(council, known.right))
  const made = kpiLedger('define', 'contract.yaml', '--store', 'sqlite:council.db')
  expect(made).toMatchObject({ status: 0 })
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Runs the command line in a process of its own, whose heap may not grow past the limit. */
const kpiLedger = (...argv: ReadonlyArray<string>) => {
  const limit = `--max-old-space-size=${String(MB)}`
  const started = [limit, '--require', './report.cjs', PROGRAM, ...argv]
  const { status, signal, stderr } = spawnSync(process.execPath, started, {
    ...{ cwd: folder, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
    ...{ maxBuffer: 256 * 1024 * 1024, timeout: 1_800_000, killSignal: 'SIGKILL' },
  })
  if (status === null) return { status, signal, stderr, memory: 0, seconds: 0 }
  const [memory = NaN, seconds = NaN] = JSON.parse(
    readFileSync(join(folder, 'took.json'), 'utf8'),
  ) as ReadonlyArray<number>
  return { status, signal, stderr, memory, seconds }
}

const blank = (form: ReturnForm) => async (): Promise<Uint8Array> => {
  const asked = blankReturn(council, { kind: 'month', year: 2016, month: 6 })
  if (E.isLeft(asked)) throw new Error('no return')
  return writeReturn(asked.right, form)
}

/** What went wrong in collecting some files; null if each was either read or refused. */
const wrongWith = (names: ReadonlyArray<string>, mapping: ReadonlyArray<string>): string | null => {
  const store = ['--store', 'sqlite:council.db', '--dry-run', '--format', 'json']
  const { status, signal, stderr, memory, seconds } = kpiLedger(
    ...['collect', ...store, ...mapping, ...names],
  )
  if (status !== 0 && status !== 2)
    return `ended with ${String(status ?? signal)}: ${stderr.slice(-2_000)}`
  if (memory > MB) return `took ${memory.toFixed(0)} MB`
  return seconds > SECONDS ? `took ${seconds.toFixed(1)} s` : null
}

/**
 * What went wrong with each of some files, tried one by one only if something went wrong with them
 * together.
 */
const faultsOf = (
  files: ReadonlyArray<Uint8Array>,
  mapping: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  const names = files.map((_, i) => `${String(i)}.file`)
  files.forEach((bytes, i) => {
    writeFileSync(join(folder, names[i] ?? ''), bytes)
  })
  if (wrongWith(names, mapping) === null) return []
  return names.flatMap((name, i) => {
    const wrong = wrongWith([name], mapping)
    return wrong === null
      ? []
      : `${wrong}\n${Buffer.from(files[i] ?? new Uint8Array()).toString('base64')}`
  })
}

describe(`${FILES.toLocaleString('en')} mutated files, read by processes of their own`, () => {
  it.each([
    ['one row per figure', longWithDates, 'zip'],
    ['one column per month', wideWithTotals, 'zip'],
    ['two rows of headings', twoHeaderRows, 'zip'],
    ['one sheet per service', sheetPerService, 'zip'],
    ['a return', blank('xlsx'), 'zip'],
    ['CSV', () => Promise.resolve(textNumbers()), 'text'],
    ['a return in CSV', blank('csv'), 'text'],
  ] as const)(
    'neither throws, nor hangs, nor takes much memory: %s',
    async (_, make, kind) => {
      const file = await make()
      const opened = await openReturn(file)
      const proposed = E.isRight(opened) ? guessMapping(opened.right, council) : opened
      const mapping = E.isRight(proposed) ? ['--mapping', 'mapping.yaml'] : []
      if (E.isRight(proposed)) writeFileSync(join(folder, 'mapping.yaml'), proposed.right.yaml)
      const all = fc.sample(
        fc.oneof(kind === 'zip' ? mutatedXML(file) : mutatedText(file), mutatedBytes(file)),
        Math.ceil(FILES / 7),
      )
      for (let from = 0; from < all.length; from += AT_ONCE)
        expect(faultsOf(all.slice(from, from + AT_ONCE), mapping)).toEqual([])
    },
    3_600_000,
  )
})
