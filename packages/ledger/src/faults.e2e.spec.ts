import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { collect } from '@kpi-ledger/core'
import { sqliteReader } from '@kpi-ledger/adapters/sqlite'
import fc from 'fast-check'
import { runs } from '../../../scripts/jest/runs'
import { closeAll, contractOf, open } from './fixture.spec'
import { orThrow } from './index'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-faults-'))
afterEach(closeAll)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const built = resolve(__dirname, '../dist/index.js')

/**
 * Records notes until it is stopped or refused, printing each id it tries and what became of it.
 */
const writer = `
const { writeSync } = require('node:fs')
const { randomUUID } = require('node:crypto')
const { openLedger, orThrow } = require(process.argv[1])
const say = (...words) => writeSync(1, words.join(' ') + '\\n')
const main = async () => {
  const ledger = orThrow(await openLedger(process.argv[2]))
  for (;;) {
    const id = randomUUID()
    say('tries', id)
    const note = { type: 'AddNote', contract: 'c', period: '2016-04', text: id, id }
    const recorded = await ledger.record([note], { deadline: Number(process.argv[3]) })
    if (recorded._tag === 'Left') return say(recorded.left._tag, id)
    say('recorded', id)
  }
}
main()
`

/**
 * What a writer printed: the ids it tried, those acknowledged, and how it ended if it was not
 * killed.
 */
interface Said {
  readonly tried: Set<string>
  readonly recorded: Set<string>
  readonly ended: { readonly error: string; readonly id: string } | null
}

/**
 * The deadline of a writer in ms: long while another writer holds it up, short for a fault that
 * lasts.
 */
const [PATIENT, AT_ONCE] = [60_000, 500]

/** Runs a writer; `begun` is called once it has recorded its first note. */
const written = async (
  url: string,
  begun: (kill: () => void) => void,
  deadline: number,
  limit: number | null = null,
): Promise<Said> => {
  const limited = limit === null ? '' : `ulimit -f ${limit}; `
  const child = spawn(
    'bash',
    [
      '-c',
      `${limited}exec "$0" "$@"`,
      process.execPath,
      '-e',
      writer,
      built,
      url,
      String(deadline),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const closed = new Promise((done) => child.once('close', done))
  const [tried, recorded] = [new Set<string>(), new Set<string>()]
  let ended: Said['ended'] = null
  for await (const line of createInterface({ input: child.stdout })) {
    const [word = '', id = ''] = line.split(' ')
    if (word === 'tries') tried.add(id)
    else if (word === 'recorded') {
      if (recorded.size === 0) begun(() => child.kill('SIGKILL'))
      recorded.add(id)
    } else ended = { error: word, id }
  }
  await closed
  return { tried, recorded, ended }
}

const notesIn = async (file: string): Promise<ReadonlyArray<string>> => {
  const reader = orThrow(await sqliteReader(file)())
  const events = orThrow(await collect(reader.read('kpiContract-c'))())
  reader.close()
  return events.flatMap((event) => (event.type === 'NoteAdded' ? [event.data.text] : []))
}

/** Expects each acknowledged note to be there exactly once, and no note that was never tried. */
const expectKept = (notes: ReadonlyArray<string>, said: ReadonlyArray<Said>): void => {
  const kept = new Set(notes)
  expect(kept.size).toBe(notes.length)
  const tried = new Set(said.flatMap((each) => [...each.tried]))
  expect(notes.filter((id) => !tried.has(id))).toEqual([])
  expect(said.flatMap(({ recorded }) => [...recorded].filter((id) => !kept.has(id)))).toEqual([])
  // An "unavailable" store has kept nothing; one that "timed out" may have.
  for (const { ended } of said)
    if (ended?.error === 'Unavailable') expect(kept.has(ended.id)).toBe(false)
}

/** A ledger file with one registered contract, which nobody has open. */
const newLedger = async (name: string): Promise<string> => {
  const file = join(folder, name)
  const ledger = await open(`sqlite:${file}`)
  orThrow(await ledger.record(contractOf('c')))
  await ledger.close()
  return file
}

/** Numbers the cases: each has a test and a file of its own, since a disk may take its time. */
const numbered = <A>(all: ReadonlyArray<A>): ReadonlyArray<readonly [number, A]> =>
  all.map((each, i) => [i + 1, each])

const instant = fc.nat(30)
/** Ten rounds of killing two writers. */
const rounds = fc.array(fc.tuple(instant, instant), { minLength: 10, maxLength: 10 })

describe('what the front door has acknowledged is in the SQLite file exactly once', () => {
  it.each(numbered(fc.sample(rounds, runs(20))))(
    'whenever two writers of one file are killed, 20 times over: %d',
    async (number, instants) => {
      const file = await newLedger(`killed-${number}.db`)
      const said: Array<Said> = []
      for (const round of instants) {
        const both = round.map((after) =>
          written(`sqlite:${file}`, (kill) => setTimeout(kill, after), PATIENT),
        )
        said.push(...(await Promise.all(both)))
      }
      expect(said.every(({ ended }) => ended === null)).toBe(true)
      expectKept(await notesIn(file), said)
    },
  )

  it.each(numbered(fc.sample(fc.integer({ min: 200, max: 400 }), runs(10))))(
    'when the disk is full, which the writer reports: %d',
    async (number, blocks) => {
      const file = await newLedger(`full-${number}.db`)
      const said = await written(`sqlite:${file}`, () => undefined, AT_ONCE, blocks)
      expect(said.ended?.error).toMatch(/^(?:Unavailable|TimedOut)$/)
      expectKept(await notesIn(file), [said])
    },
  )

  it.each(numbered(fc.sample(instant, runs(20))))(
    'when another file is put in its place, which the writer reports: %d',
    async (number, after) => {
      const file = await newLedger(`replaced-${number}.db`)
      const [moved, copy] = [`${file}.moved`, `${file}.copy`]
      copyFileSync(file, copy)
      const replace = (): void => {
        for (const beside of ['', '-wal', '-shm'])
          if (existsSync(file + beside)) renameSync(file + beside, moved + beside)
        renameSync(copy, file)
      }
      const said = await written(`sqlite:${file}`, () => setTimeout(replace, after), AT_ONCE)
      expect(said.ended?.error).toMatch(/^(?:Unavailable|TimedOut)$/)
      expectKept(await notesIn(moved), [said])
      expect(await notesIn(file)).toEqual([])
    },
  )
})
