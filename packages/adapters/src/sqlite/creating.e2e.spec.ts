import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { readStreamOf, rightOf } from '../fixture.spec'
import { sqliteStore } from './sqlite-store'

const built = resolve(__dirname, '../../dist/sqlite')

/**
 * Creates the file named on each input line, appends an event to its own stream, and closes the
 * file.
 */
const creator = `
const { randomUUID } = require('node:crypto')
const { sqliteStore } = require(process.argv[1])
const created = async (file) => {
  const store = await sqliteStore(file)()
  if (store._tag === 'Left') return store.left
  const event = {
    id: randomUUID(), type: 'NoteAdded', version: 1, recordedAt: '2016-04-01T09:00:00.000Z',
    data: { period: '2016-04', text: 'x' },
  }
  const appended = await store.right.append(process.argv[2], [event], 'no-stream')()
  store.right.close()
  return appended._tag === 'Left' ? appended.left : 'created'
}
const files = require('node:readline').createInterface({ input: process.stdin })
files.on('line', async (file) => console.log(JSON.stringify(await created(file))))
`

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-creating-'))
const children: Array<ChildProcessByStdio<Writable, Readable, null>> = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

const startCreator = (stream: string) => {
  const child = spawn(process.execPath, ['-e', creator, built, stream], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    create: (file: string) => child.stdin.write(`${file}\n`),
    answer: async (): Promise<unknown> => {
      const line: IteratorResult<string, undefined> = await lines.next()
      return JSON.parse(line.value ?? 'null')
    },
  }
}

it('lets two processes create the same file at the same moment, 50 times, refusing neither', async () => {
  const streams = ['kpiContract-a', 'kpiContract-b']
  const creators = streams.map(startCreator)
  for (let n = 0; n < 50; n++) {
    const file = join(folder, `${String(n)}.db`)
    for (const { create } of creators) create(file)
    const answers = await Promise.all(creators.map(({ answer }) => answer()))
    expect([n, ...answers]).toEqual([n, 'created', 'created'])
    const store = rightOf(await sqliteStore(file)())
    for (const stream of streams) expect(await readStreamOf(store, stream)).toHaveLength(1)
    store.close()
  }
})
