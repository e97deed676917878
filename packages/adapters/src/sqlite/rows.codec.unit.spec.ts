import * as E from 'fp-ts/Either'
import { uuid } from '../fixture.spec'
import { decodeRows } from './rows.codec'

const data = '{"period":"2016-04","text":"Snow"}'
const row = (revision: number, more: Readonly<Record<number, unknown>> = {}): unknown =>
  Object.assign(
    [
      ...[revision + 1, revision, uuid(1, revision), 'NoteAdded', 1],
      ...['2016-04-01T09:00:00.000Z', data, null],
    ],
    more,
  )

const read = (...rows: ReadonlyArray<unknown>) => decodeRows(rows, 'kpiContract-c', () => null)

/** Another program may have written anything into the columns of its file. */
it.each<readonly [string, Readonly<Record<number, unknown>>, string]>([
  ['data that is no text', { 6: null }, 'data: is not text'],
  ['data that is bytes', { 6: new Uint8Array([123, 125]) }, 'data: is not text'],
  ['data that is cut short', { 6: '{"period":' }, 'data: '],
  ['data with a name twice', { 6: '{"text":"a","text":"b"}' }, 'data: text: '],
  ['metadata that is a number', { 7: 7 }, 'metadata: is not text'],
  ['metadata that is no JSON', { 7: '{' }, 'metadata: '],
  ['no id', { 2: null }, 'id: '],
])('%s is corrupt at its row, and what comes before it is read', (_, more, reason) => {
  const faulty = read(row(0, more))
  expect(faulty).toMatchObject({
    left: { _tag: 'Corrupt', stream: 'kpiContract-c', revision: 0 },
  })
  expect(E.isLeft(faulty) && 'reason' in faulty.left ? faulty.left.reason : '').toContain(reason)
  expect(read(row(0), row(1, more), row(2))).toMatchObject({
    right: { events: [{ revision: 0 }], cut: true },
  })
})

it('reads metadata where there is some', () => {
  expect(read(row(0, { 7: '{"actor":"Ada"}' }), row(1))).toMatchObject({
    right: { events: [{ metadata: { actor: 'Ada' } }, { revision: 1 }], cut: false },
  })
})
