import { decodeEvent } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { recorded, type EventFixture } from './recorded'

const registered: EventFixture = {
  type: 'ContractRegistered',
  data: { contract: 'pssp', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
}
const note: EventFixture = { type: 'NoteAdded', data: { period: '2016-04', text: 'checked' } }

test('a fixture gets the whole envelope, and nothing more', () => {
  expect(recorded('pssp', [note])).toStrictEqual([
    {
      type: 'NoteAdded',
      data: { period: '2016-04', text: 'checked' },
      id: expect.any(String) as string,
      stream: 'kpiContract-pssp',
      revision: 0,
      version: 1,
      recordedAt: '2016-04-01T09:00:00.000Z',
    },
  ])
})

test('every event decodes strictly', () => {
  for (const event of recorded('pssp', [registered, note, { ...note, metadata: { actor: 'A' } }]))
    expect(decodeEvent(event)).toStrictEqual(E.right(event))
})

test('revisions count from 0, and instants advance by the step', () => {
  const events = recorded('pssp', [registered, note, note], {
    start: '2016-12-31T23:59:59.999Z',
    stepMs: 1,
  })
  expect(events.map(({ revision, recordedAt }) => [revision, recordedAt])).toEqual([
    [0, '2016-12-31T23:59:59.999Z'],
    [1, '2017-01-01T00:00:00.000Z'],
    [2, '2017-01-01T00:00:00.001Z'],
  ])
})

test('what a fixture specifies is kept, and later events continue from its instant', () => {
  const id = '00000000-0000-4000-8000-000000000001'
  const events = recorded('pssp', [
    registered,
    { ...note, id, recordedAt: '2017-01-01T00:00:00.000Z', metadata: { actor: 'audit' } },
    note,
  ])
  expect(events[1]).toMatchObject({ id, recordedAt: '2017-01-01T00:00:00.000Z' })
  expect(events[1]?.metadata).toEqual({ actor: 'audit' })
  expect(events[2]?.recordedAt).toBe('2017-01-01T00:00:01.000Z')
  expect(events[2]).not.toHaveProperty('metadata')
})

test('the same call gives the same events; another contract gives other ids', () => {
  const events = recorded('pssp', [registered, note])
  expect(recorded('pssp', [registered, note])).toEqual(events)
  const ids = [...events, ...recorded('ict', [registered, note])].map(({ id }) => id)
  expect(new Set(ids).size).toBe(4)
})
