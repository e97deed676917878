import { collect, encodeLine, type RecordedEvent } from '@kpi-ledger/core'
import { notes, readAllOf, rightOf } from '../fixture.spec'
import { readEverything, readStream } from './reading'
import { emptyStoredEvents, logOf } from './stored-events'

it('decodes only what a filter asks for', async () => {
  const stored = emptyStoredEvents()
  const [first, ...own] = notes('a', 1, 3)
  const other = notes('b', 2, 2)
  if (first === undefined) throw new Error('no events')
  logOf(stored).store([first, ...other, ...own])
  for (const [i, event] of stored.events.entries())
    if (event.stream === 'kpiContract-b') stored.events[i] = { ...event, line: 'damaged' }
  const read = (filter: object): Promise<ReadonlyArray<RecordedEvent>> =>
    readAllOf({ readAll: () => readEverything(stored, { filter }) })
  expect((await read({ streams: [first.stream] })).map(encodeLine)).toEqual(
    [first, ...own].map(encodeLine),
  )
  expect(await read({ streams: [first.stream], types: ['NoteAdded'] })).toHaveLength(2)
  await expect(read({})).rejects.toThrow('Corrupt')
  const found: Array<unknown> = []
  for (const pages of [readEverything(stored, {}), readStream(stored, 'kpiContract-b', {})])
    for await (const page of pages) found.push(page)
  // Nothing comes after an error.
  const error = { left: { _tag: 'Corrupt', at: 'event 1' } }
  expect(found).toMatchObject([error, error])
  expect(rightOf(await collect(readEverything(stored, { filter: { types: [] } }))())).toEqual([])
})
