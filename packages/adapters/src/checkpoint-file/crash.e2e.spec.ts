import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { CheckpointStore } from '@kpi-ledger/core'
import fc from 'fast-check'
import { rightOf } from '../fixture.spec'
import { sqliteCheckpoints } from '../sqlite'
import { fileCheckpoints } from './checkpoint-file'

const key = { name: 'scorecard', version: 1 }
const built = resolve(__dirname, '../../dist')

const stateOf = (n: number): string => `${n} `.repeat(20_000)

/** Saves checkpoints with increasing numbers, and reports each that was acknowledged. */
const writer = `
const { writeSync } = require('node:fs')
const [, built, kind, place, from] = process.argv
const { fileCheckpoints } = require(built)
const { sqliteCheckpoints } = require(built + '/sqlite')
const main = async () => {
  const checkpoints =
    kind === 'files' ? fileCheckpoints(place) : (await sqliteCheckpoints(place)()).right
  for (let n = Number(from); ; n++) {
    const checkpoint = { position: 'store:' + n, state: (n + ' ').repeat(20000) }
    const answer = await checkpoints.save(${JSON.stringify(key)}, checkpoint)()
    if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left))
    writeSync(1, n + '\\n')
  }
}
main()
`

/**
 * Runs a writer, kills it some time after its first output, and returns the last number it
 * reported.
 */
const killed = async (kind: string, place: string, from: number, after: number) => {
  const child = spawn(process.execPath, ['-e', writer, built, kind, place, String(from)], {
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

const kinds: ReadonlyArray<
  readonly [string, (place: string) => Promise<CheckpointStore & { readonly close?: () => void }>]
> = [
  ['files', async (place) => fileCheckpoints(place)],
  ['SQLite', async (place) => rightOf(await sqliteCheckpoints(place)())],
]

describe.each(kinds)('a writer of checkpoints in %s that is killed', (kind, open) => {
  const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-crash-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('leaves the last acknowledged one or the next, complete, 25 times', async () => {
    const place = join(folder, 'checkpoints')
    let next = 0
    for (const after of fc.sample(fc.nat(25), 25)) {
      const last = await killed(kind, place, next, after)
      expect(last).toBeGreaterThanOrEqual(next)
      const checkpoints = await open(place)
      const saved = rightOf(await checkpoints.load(key)())
      checkpoints.close?.()
      next = Number(saved?.position.slice('store:'.length))
      expect([last, last + 1]).toContain(next)
      expect(saved?.state).toBe(stateOf(next))
      next++
    }
  })
})
