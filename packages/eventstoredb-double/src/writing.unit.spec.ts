import { newLog, eventsOf, type Log, type ProposedEvent } from './log'
import { append, deletions, type Expected } from './writing'

const event = (id: number): ProposedEvent => ({
  id: `id-${id}`,
  type: 'T',
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: new Uint8Array(),
})

const appendTo = (log: Log, expected: Expected, ...ids: ReadonlyArray<number>) =>
  append(log, { stream: 's', expected, events: ids.map(event) })

/** The outcome of an append, and how many events the stream has afterwards. */
const outcomeOf = (log: Log, expected: Expected, ...ids: ReadonlyArray<number>) => {
  const before = eventsOf(log, 's').length
  const { kind } = appendTo(log, expected, ...ids)
  if (kind !== 'written') return kind
  return eventsOf(log, 's').length > before ? 'appended' : 'repeated'
}

const states = {
  missing: newLog,
  three: () => {
    const log = newLog()
    appendTo(log, 'no-stream', 0, 1, 2)
    return log
  },
  deleted: () => {
    const log = states.three()
    deletions.delete(log, 's')
    return log
  },
  gone: () => {
    const log = states.three()
    deletions.tombstone(log, 's')
    return log
  },
}

it.each<readonly [keyof typeof states, Expected, ReadonlyArray<number>, string]>([
  ['missing', 'any', [0], 'appended'],
  ['missing', 'no-stream', [0], 'appended'],
  ['missing', 0, [0], 'conflict'],
  ['three', 'any', [0], 'appended'],
  ['three', 'no-stream', [9], 'conflict'],
  ['three', 'no-stream', [0], 'repeated'],
  ['three', 'no-stream', [0, 1, 2], 'repeated'],
  ['three', 'no-stream', [0, 1, 2, 3], 'conflict'],
  ['three', 'no-stream', [0, 2], 'conflict'],
  ['three', 0, [1, 2], 'repeated'],
  ['three', 0, [2], 'conflict'],
  ['three', 2, [3], 'appended'],
  ['three', 2, [0], 'appended'],
  ['three', 3, [3], 'conflict'],
  ['deleted', 'any', [9], 'appended'],
  ['deleted', 'no-stream', [9], 'appended'],
  ['deleted', 0, [9], 'conflict'],
  ['deleted', 2, [9], 'appended'],
  ['gone', 'any', [9], 'deleted'],
  ['gone', 'no-stream', [9], 'deleted'],
  ['gone', 2, [9], 'deleted'],
])('a stream that is %s, expected %s, with events %j: %s', (state, expected, ids, outcome) => {
  expect(outcomeOf(states[state](), expected, ...ids)).toBe(outcome)
})

it('keeps the metadata of a stream that is started again', () => {
  const log = states.three()
  const metadata = { ...event(9), data: Buffer.from('{"owner":"me","$tb":9223372036854775807}') }
  append(log, { stream: '$$s', expected: 'any', events: [metadata] })
  expect(appendTo(log, 'no-stream', 3)).toMatchObject({ last: { revision: 3 } })
  expect(String(eventsOf(log, '$$s').at(-1)?.data)).toBe('{"owner":"me","$tb":3}')
})

it('leaves gaps between positions', () => {
  const positions = states.deleted().events.map(({ position }) => position)
  expect(positions).toHaveLength(5)
  for (const [i, position] of positions.entries())
    expect(position).toBeGreaterThan((positions[i - 1] ?? 0) + 1)
})
