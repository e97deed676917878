import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const script = join(__dirname, '../bin/kpi-ledger.js')
const MB = 1024 * 1024

/** Has a process say the most memory it took, in MB. */
const REPORT = `process.on('exit', () => {
  require('fs').writeFileSync('peak.json', JSON.stringify(process.resourceUsage().maxRSS / 1024))
})`

/** Garbage is not kept for later: what a process takes is what it needs. */
const SMALL_HEAP = ['--max-old-space-size=64', '--max-semi-space-size=1']

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

/** Runs the built command line; `input` is the file that its standard input reads, if any. */
const kpiLedger = (argv: ReadonlyArray<string>, input: string | null = null) =>
  new Promise<{ readonly status: number | null; readonly out: string; readonly err: string }>(
    (resolve) => {
      const started = [...SMALL_HEAP, '--require', './report.cjs', script, ...argv]
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

/** A CSV of some size, that says the figures of a year again and again. */
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

const peakOf = async (argument: string, input: string | null): Promise<number> => {
  const how = ['--mapping', 'mapping.yaml', '--store', 'sqlite:parks.db', '--dry-run']
  const { status, err } = await kpiLedger(['collect', argument, ...how], input)
  expect([status, err]).toEqual([0, expect.stringContaining('9 to record')])
  return JSON.parse(readFileSync(join(folder, 'peak.json'), 'utf8')) as number
}

describe('collect', () => {
  it.each(['a file', 'standard input'])(
    'takes hardly more memory for a CSV of 50 MB than for one of 5 MB: %s',
    async (from) => {
      const peaks: Array<number> = []
      for (const megabytes of [5, 50]) {
        await writeCSV(megabytes)
        const name = `${String(megabytes)}.csv`
        peaks.push(await (from === 'a file' ? peakOf(name, null) : peakOf('-', name)))
      }
      const [small = NaN, large = NaN] = peaks
      expect(large - small).toBeLessThan(15)
    },
  )
})
