import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { collect } from '@kpi-ledger/core'
import { rightOf } from '../fixture.spec'
import { sqliteStore } from './sqlite-store'

const STREAM = 'kpiContract-a'
const built = resolve(__dirname, '../../dist/sqlite')

/** Appends batches of one to five notes endlessly, and reports each that was acknowledged. */
const writer = `
const { writeSync } = require('node:fs')
const { randomUUID } = require('node:crypto')
const { sqliteStore } = require(process.argv[1])
const main = async () => {
  const store = (await sqliteStore(process.argv[2])()).right
  for (let batch = Number(process.argv[3]); ; batch++) {
    const events = Array.from({ length: (batch % 5) + 1 }, (_, i) => ({
      id: randomUUID(), type: 'NoteAdded', version: 1, recordedAt: '2016-04-01T09:00:00.000Z',
      data: { period: '2016-04', text: batch + '/' + i },
    }))
    const answer = await store.append('${STREAM}', events, 'any')()
    if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left))
    writeSync(1, batch + '\\n')
  }
}
main()
`

/** Runs a writer, kills it some time after its first output, and returns the last batch it reported. */
const killed = async (file: string, from: number, after: number): Promise<number> => {
  const child = spawn(process.execPath, ['-e', writer, built, file, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let last = from - 1
  const ended = new Promise((done) => child.once('close', done))
  for await (const line of createInterface({ input: child.stdout })) {
    if (last === from - 1) setTimeout(() => child.kill('SIGKILL'), after)
    last = Number(line)
  }
  await ended
  return last
}

/** The number of batches in the file, after checking that each is complete and none is duplicated. */
const batchesIn = async (file: string): Promise<number> => {
  const store = rightOf(await sqliteStore(file)())
  const events = rightOf(await collect(store.read(STREAM))())
  store.close()
  const texts = events.map(({ data }) => ('text' in data ? data.text : ''))
  let batches = 0
  const expected: Array<string> = []
  for (; expected.length < texts.length; batches++)
    for (let i = 0; i < (batches % 5) + 1; i++) expected.push(`${batches}/${i}`)
  expect(texts).toEqual(expected)
  return batches
}

describe('a writer that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-crash-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('leaves every acknowledged batch and no partial one, 200 times', async () => {
    const instants = fc.sample(fc.nat(25), 200)
    for (let file = 0; file < 10; file++) {
      const path = join(folder, `${file}.db`)
      let next = 0
      for (const after of instants.slice(file * 20, file * 20 + 20)) {
        const acknowledged = await killed(path, next, after)
        next = await batchesIn(path)
        // The last batch may have been recorded without having been acknowledged.
        expect([acknowledged + 1, acknowledged + 2]).toContain(next)
      }
    }
  })
})
