import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { RecordedEvent } from '@kpi-ledger/core'
import { readStreamOf, rightOf } from '../fixture.spec'
import { sqliteStore } from './sqlite-store'

const STREAM = 'kpiContract-a'
const EVENTS = 10_000
const built = resolve(__dirname, '../../dist/sqlite')

/**
 * Reports that it is ready and, once asked to begin, appends its share of the events, each batch
 * where it expects the stream to end; after a conflict it checks again.
 */
const writer = `
const { randomUUID } = require('node:crypto')
const { sqliteStore } = require(process.argv[1])
const [, , file, name, share] = process.argv
const lastRevision = async (store) => {
  for await (const page of store.read('${STREAM}', { direction: 'backwards', limit: 1 })) {
    if (page._tag === 'Left') throw new Error(JSON.stringify(page.left))
    if (page.right.length > 0) return page.right[0].revision
  }
  return 'no-stream'
}
const main = async () => {
  const store = (await sqliteStore(file)()).right
  process.stdout.write('ready')
  await new Promise((begin) => process.stdin.once('end', begin).resume())
  for (let n = 0; n < Number(share);) {
    const events = Array.from({ length: Math.min(1 + (n % 9), Number(share) - n) }, (_, i) => ({
      id: randomUUID(), type: 'NoteAdded', version: 1, recordedAt: '2016-04-01T09:00:00.000Z',
      data: { period: '2016-04', text: name + '/' + (n + i) },
    }))
    for (let answer; answer?._tag !== 'Right';) {
      const expected = await lastRevision(store)
      // Gives way, so that another process may come in between.
      await new Promise(setImmediate)
      answer = await store.append('${STREAM}', events, expected)()
      if (answer._tag === 'Left' && answer.left._tag !== 'Conflict')
        throw new Error(JSON.stringify(answer.left))
    }
    n += events.length
  }
  store.close()
}
main()
`

const children: Array<ChildProcess> = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

/** Starts a writer, which waits for `begin`; `ended` resolves once its share is written. */
const startWriter = (file: string, name: string, share: number) => {
  const child = spawn(process.execPath, ['-e', writer, built, file, name, String(share)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const ready = new Promise((done) => child.stdout.once('data', done))
  return { ready, ended, begin: () => child.stdin.end() }
}

const textOf = ({ data }: RecordedEvent): string => ('text' in data ? data.text : '')

it('takes 10,000 events from two processes at once: none is lost, duplicated or out of order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-processes-'))
  const file = join(folder, 'ledger.db')
  const store = rightOf(await sqliteStore(file, { poll: 5 })())
  const delivered: Array<RecordedEvent> = []
  const subscriber = (async () => {
    for await (const message of store.subscribe()) {
      const said = rightOf(message)
      if (said.kind === 'event') delivered.push(said.event)
      if (delivered.length === EVENTS) return
    }
  })()

  const writers = ['a', 'b'].map((name) => startWriter(file, name, EVENTS / 2))
  await Promise.all(writers.map(({ ready }) => ready))
  for (const { begin } of writers) begin()
  expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual([0, 0])
  await subscriber
  const events = await readStreamOf(store, STREAM)
  store.close()
  rmSync(folder, { recursive: true })

  expect(events.map(({ revision }) => revision)).toEqual(Array.from(events, (_, n) => n))
  expect(new Set(events.map(({ id }) => id)).size).toBe(EVENTS)
  for (const name of ['a', 'b']) {
    const own = events.map(textOf).filter((text) => text.startsWith(name))
    expect(own).toEqual(Array.from({ length: EVENTS / 2 }, (_, n) => `${name}/${String(n)}`))
  }
  expect(delivered).toEqual(events)
})
