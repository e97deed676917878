import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const script = join(__dirname, '../bin/kpi-ledger.js')
const MB = 1024 * 1024

/**
 * Makes a process report its peak live memory, in MB, and how often it measured. Memory taken from
 * the system is not compared, since how much garbage it includes depends on when that is collected.
 */
const REPORT = `let [held, looks] = [0, 0]
const look = () => {
  gc()
  const { heapUsed, external } = process.memoryUsage()
  held = Math.max(held, heapUsed + external)
  looks += 1
}
setInterval(look, 200).unref()
process.on('exit', () => {
  require('fs').writeFileSync('held.json', JSON.stringify([held / ${String(MB)}, looks]))
})`

const MAPPING = 'contract: parks\nkpi: Ref\nperiod: Month\nfigure: Result\n'

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-memory-'))
  await writeFile(join(folder, 'report.cjs'), REPORT)
  await writeFile(join(folder, 'mapping.yaml'), MAPPING)
  const { out } = await kpiLedger(['define', '--example'])
  await writeFile(join(folder, 'contract.yaml'), out)
  const defined = await kpiLedger(['define', 'contract.yaml', '--store', 'sqlite:parks.db'])
  expect(defined.status).toBe(0)
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Runs the built command line; `input` is the file to use as standard input, if any. */
const kpiLedger = (argv: ReadonlyArray<string>, input: string | null = null) =>
  new Promise<{ readonly status: number | null; readonly out: string; readonly err: string }>(
    (resolve) => {
      const started = ['--expose-gc', '--require', './report.cjs', script, ...argv]
      const child = spawn(process.execPath, started, { cwd: folder })
      let [out, err] = ['', '']
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
      child.on('close', (status) => {
        resolve({ status, out, err })
      })
      if (input === null) child.stdin.end()
      else createReadStream(join(folder, input)).pipe(child.stdin)
    },
  )

/** Writes a CSV of some size that repeats the figures of a year. */
const writeCSV = (megabytes: number): Promise<void> => {
  const rows = Array.from({ length: 12 }, (_, i) => {
    const month = `2016-${String(i + 1).padStart(2, '0')}`
    return i < 3 ? '' : `P1,${month},${String(90 + i / 10)},as it was counted in ${month}\n`
  }).join('')
  const block = rows.repeat(Math.ceil((64 * 1024) / rows.length))
  const blocks = function* (): Generator<string, void, undefined> {
    yield 'Ref,Month,Result,How\n'
    for (let sent = 0; sent < megabytes * MB; sent += block.length) yield block
  }
  const file = createWriteStream(join(folder, `${String(megabytes)}.csv`))
  return pipeline(Readable.from(blocks()), file)
}

/** The peak live memory of a dry run of a file, in MB. */
const heldBy = async (argument: string, input: string | null): Promise<number> => {
  const how = ['--mapping', 'mapping.yaml', '--store', 'sqlite:parks.db', '--dry-run']
  const { status, err } = await kpiLedger(['collect', argument, ...how], input)
  expect([status, err]).toEqual([0, expect.stringContaining('9 to record')])
  const report = readFileSync(join(folder, 'held.json'), 'utf8')
  const [held, looks] = JSON.parse(report) as readonly [number, number]
  expect(looks).toBeGreaterThan(0)
  return held
}

describe('collect', () => {
  it.each(['a file', 'standard input'])(
    'needs hardly more memory for a CSV of 20 MB than for one of 2 MB: %s',
    async (from) => {
      const held: Array<number> = []
      for (const megabytes of [2, 20]) {
        await writeCSV(megabytes)
        const name = `${String(megabytes)}.csv`
        held.push(await (from === 'a file' ? heldBy(name, null) : heldBy('-', name)))
      }
      const [small = NaN, large = NaN] = held
      expect(large - small).toBeLessThan(5)
    },
  )
})
