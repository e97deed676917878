import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileCheckpoints, memoryCheckpoints, memoryStore } from '@kpi-ledger/adapters'
import { month, type CheckpointStore, type EventStore, type StoreError } from '@kpi-ledger/core'
import { describe, loadHistory, saveHistory, scorecard } from '@kpi-ledger/projections'
import {
  live,
  liveHandler,
  liveScorecard,
  type Handler,
  type Projection,
  type StateCodec,
} from '@kpi-ledger/projections/live'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import {
  actual,
  adopted,
  corrected,
  defined,
  noted,
  recorded,
  registered,
  valueOf,
} from '../fixture.spec'
import { appendAll, isCaughtUp, settle, emitted } from './fixture.spec'

const folder = mkdtempSync(join(tmpdir(), 'kpi-ledger-live-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const events = recorded([
  registered,
  adopted('r', '2016-04'),
  defined('K', 'r', '2016-04'),
  actual('K', '2016-04', 95),
  noted('2016-04', 'Late returns are expected', 'K'),
  corrected('K', '2016-04', 85),
  corrected('K', '2016-04', 86),
])

const filled = async (length = events.length): Promise<EventStore> => {
  const store = memoryStore()
  await appendAll(store, events.slice(0, length))
  return store
}

/** Shows the ratings of April, and shows them again whenever they change. */
export const follow = (store: EventStore, show: (text: string) => void) =>
  liveScorecard(store, 'c', { periods: [month(2016, 4)] }).subscribe((emission) => {
    switch (emission.kind) {
      case 'state': {
        const card = emission.state
        show(E.isLeft(card) ? describe(card.left) : JSON.stringify(card.right.summary[0]?.ratings))
        return
      }
      case 'caught-up':
        show('up to date')
        return
      case 'failed':
        show(describe(emission.error))
    }
  })

test('a scorecard on a screen', async () => {
  const store = await filled(4)
  const shown: Array<string> = []

  const subscription = follow(store, (text) => shown.push(text))

  await settle()
  for (const event of events.slice(4)) {
    await appendAll(store, [event])
    await settle()
  }
  subscription.unsubscribe()
  expect(shown).toEqual([
    '{"exceeded":1,"met":0,"close":0,"not-met":0,"none":0}',
    'up to date',
    '{"exceeded":1,"met":0,"close":0,"not-met":0,"none":0}',
    '{"exceeded":0,"met":0,"close":0,"not-met":1,"none":0}',
    '{"exceeded":0,"met":0,"close":0,"not-met":1,"none":0}',
  ])
})

export const corrections: Projection<number> = {
  name: 'corrections',
  version: 1,
  filter: { types: ['ActualCorrected'] },
  initial: () => 0,
  apply: (count) => count + 1,
}

const count: StateCodec<number> = {
  encode: String,
  decode: (text) => (/^\d+$/.test(text) ? E.right(Number(text)) : E.left('expected a count')),
}

export const countCorrections = (store: EventStore, folder: string) => {
  const resume = { checkpoints: fileCheckpoints(join(folder, 'checkpoints')), codec: count }
  return live(store, corrections, { resume })
}

test('a projection that resumes where it was', async () => {
  const store = await filled()

  const emissions = countCorrections(store, folder)

  for (let run = 0; run < 2; run++)
    expect((await emitted(emissions, isCaughtUp))[0]).toMatchObject({ kind: 'state', state: 2 })
})

interface SearchIndex {
  readonly put: (id: string, text: string) => TE.TaskEither<string, void>
}

const notesIn = (index: SearchIndex): Handler<string> => ({
  name: 'notes in the search index',
  version: 1,
  filter: { types: ['NoteAdded'] },
  handle: (event) =>
    event.type === 'NoteAdded' ? index.put(event.id, event.data.text) : TE.right(undefined),
})

export const indexNotes = (store: EventStore, checkpoints: CheckpointStore, index: SearchIndex) =>
  liveHandler(store, notesIn(index), { resume: { checkpoints } })

test('a search index kept up to date', async () => {
  const store = await filled()
  const texts = new Map<string, string>()
  const index: SearchIndex = {
    put: (id, text) => async () => {
      texts.set(id, text)
      return E.right(undefined)
    },
  }
  const checkpoints = memoryCheckpoints()

  const emissions = indexNotes(store, checkpoints, index)

  expect(await emitted(emissions, isCaughtUp)).toMatchObject([
    { kind: 'handled', event: { revision: 4 } },
    { kind: 'caught-up' },
  ])
  expect([...texts.values()]).toEqual(['Late returns are expected'])
})

export const openContract =
  (store: EventStore, snapshots: CheckpointStore, contract: string) =>
  async (): Promise<E.Either<StoreError, ReturnType<typeof scorecard>>> => {
    const loaded = await loadHistory(store, snapshots, contract)()
    if (E.isLeft(loaded)) return loaded
    const { history, fromSnapshot } = loaded.right
    if (history.origins.length - fromSnapshot > 1000) {
      const saved = await saveHistory(snapshots, loaded.right)()
      if (E.isLeft(saved)) return saved
    }
    return E.right(scorecard(history, { periods: [month(2016, 4)] }))
  }

test('a contract opened from a snapshot', async () => {
  const store = await filled()
  const snapshots = memoryCheckpoints()
  const opened = valueOf(await openContract(store, snapshots, 'c')())
  expect(E.isRight(opened)).toBe(true)
  valueOf(await saveHistory(snapshots, valueOf(await loadHistory(store, snapshots, 'c')()))())
  expect(valueOf(await openContract(store, snapshots, 'c')())).toEqual(opened)
})

const lines = (text: string): ReadonlyArray<string> => text.split('\n').map((line) => line.trim())

/** The code blocks of a page without their imports, which `check:packages` tests. */
const examplesOf = (page: string): ReadonlyArray<string> =>
  [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) =>
    code.replaceAll(/^import .*?from '.*?'\n/gms, ''),
  )

test('every example on the page is code in this file', () => {
  const source = lines(readFileSync(__filename, 'utf8')).join('\n')
  const page = readFileSync(join(__dirname, '../../../../docs/live-projections.md'), 'utf8')
  const examples = examplesOf(page)

  expect(examples.length).toBeGreaterThan(3)
  for (const example of examples) expect(source).toContain(lines(example).join('\n').trim())
})
