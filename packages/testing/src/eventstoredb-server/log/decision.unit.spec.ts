import { append, deleteStream, tombstone, type Outcome } from './commands'
import type { Expected } from './decision'
import { emptyLog, eventsOf, write, writeMetadata, type Log, type ProposedEvent } from './log'

const event = (id: number): ProposedEvent => ({
  id: `id-${id}`,
  type: 'T',
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: new Uint8Array(),
})

const AT = 0
const limits = { maxAppendSize: 1024 }

const appendTo = (log: Log, expected: Expected, ...ids: ReadonlyArray<number>): Outcome =>
  append(log, { stream: 's', expected, events: ids.map(event) }, AT, limits)

const idsIn = (log: Log): ReadonlyArray<number> =>
  eventsOf(log, 's').map(({ id }) => Number(id.slice('id-'.length)))

/** `2em1` is event 2 at no stream, `2any` at any, `2e1` at revision 1. */
const expectedIn = (text: string): Expected =>
  text === 'any' ? 'any' : text === 'em1' ? 'no-stream' : Number(text.slice(1))

const writesIn = (sequence: string): ReadonlyArray<readonly [Expected, ReadonlyArray<number>]> => {
  const steps = sequence.match(/S_.*?_E|\d(?:em1|any|e\d)/g) ?? []
  return steps.map((step) => {
    const parts = step.match(/\d(?:em1|any|e\d)/g) ?? []
    return [expectedIn(parts[0]?.slice(1) ?? ''), parts.map((part) => Number(part[0]))]
  })
}

/** Runs a sequence and tells what its last write came to. */
const lastOf = (sequence: string, log = emptyLog()) => {
  const writes = writesIn(sequence)
  for (const [expected, ids] of writes.slice(0, -1)) {
    expect(appendTo(log, expected, ...ids).kind).toBe('written')
  }
  const [expected, ids] = writes.at(-1) ?? ['any', []]
  const before = idsIn(log).length
  const outcome = appendTo(log, expected, ...ids)
  const added = idsIn(log).length - before
  if (outcome.kind !== 'written') return { outcome: outcome.kind, added }
  return { outcome: added > 0 ? 'appended' : 'repeated', added, revision: outcome.revision }
}

describe('a write that was made before', () => {
  const five = '0em1_1e0_2e1_3e2_4e3_5e4_'
  it.each([
    [`${five}0em1`, { outcome: 'repeated', added: 0, revision: 0 }],
    [`${five}0any`, { outcome: 'repeated', added: 0, revision: 0 }],
    [`${five}4e3`, { outcome: 'repeated', added: 0, revision: 4 }],
    [`0em1_1e0_2e1_3e2_4e3_4e4_0any`, { outcome: 'repeated', added: 0, revision: 0 }],
    [`${five}0e5`, { outcome: 'appended', added: 1, revision: 6 }],
    [`${five}0e6`, { outcome: 'conflict', added: 0 }],
    [`${five}0e4`, { outcome: 'conflict', added: 0 }],
    ['0em1_0e0', { outcome: 'appended', added: 1, revision: 1 }],
    ['0em1_0any', { outcome: 'repeated', added: 0, revision: 0 }],
    ['0em1_0em1', { outcome: 'repeated', added: 0, revision: 0 }],
    ['0em1_1e0_2e1_1any_1any', { outcome: 'repeated', added: 0, revision: 1 }],
    ['S_0em1_1em1_E_S_0em1_E', { outcome: 'repeated', added: 0, revision: 0 }],
    ['S_0em1_1em1_E_S_0any_E', { outcome: 'repeated', added: 0, revision: 0 }],
    ['S_0em1_1em1_E_S_1e0_E', { outcome: 'repeated', added: 0, revision: 1 }],
    ['S_0em1_1em1_E_S_1any_E', { outcome: 'repeated', added: 0, revision: 1 }],
    ['S_0em1_1em1_E_S_0em1_1em1_2em1_E', { outcome: 'conflict', added: 0 }],
    ['S_0em1_1em1_E_S_0any_1any_2any_E', { outcome: 'conflict', added: 0 }],
    ['S_0em1_1em1_E_S_2any_1any_E', { outcome: 'appended', added: 2, revision: 3 }],
    ['S_0em1_1em1_E_S_1any_0any_E', { outcome: 'repeated', added: 0, revision: 0 }],
    ['S_0em1_0em1_E_S_0any_E', { outcome: 'repeated', added: 0, revision: 0 }],
    ['0em1_1e0_S_0em1_2em1_E', { outcome: 'conflict', added: 0 }],
  ])('%s', (sequence, expected) => {
    expect(lastOf(sequence)).toEqual(expected)
  })

  it('is told by ids in the log for a revision, and by remembered ids for any', () => {
    const log = emptyLog()
    appendTo(log, 'no-stream', 0, 1)
    log.ids.clear()
    expect(appendTo(log, 'no-stream', 0, 1)).toMatchObject({ kind: 'written', revision: 1 })
    expect(idsIn(log)).toEqual([0, 1])
    expect(appendTo(log, 'any', 0, 1)).toMatchObject({ kind: 'written', revision: 3 })
    expect(idsIn(log)).toEqual([0, 1, 0, 1])
  })

  it('of another stream is another write', () => {
    const log = emptyLog()
    append(log, { stream: 'other', expected: 'any', events: [event(0)] }, AT, limits)
    expect(appendTo(log, 'any', 0)).toMatchObject({ kind: 'written', revision: 0 })
  })

  it('of nothing, at a revision that is past, is a conflict', () => {
    const log = emptyLog()
    expect(appendTo(log, 'no-stream')).toEqual({
      kind: 'written',
      revision: -1,
      position: undefined,
    })
    appendTo(log, 'no-stream', 0)
    expect(appendTo(log, 'no-stream').kind).toBe('conflict')
    expect(appendTo(log, 0).kind).toBe('written')
    expect(idsIn(log)).toEqual([0])
  })
})

describe('what is expected, of a stream in each state', () => {
  type State = 'missing' | 'metadata only' | 'two events' | 'deleted' | 'gone'
  const logOf = (state: State): Log => {
    const log = emptyLog()
    if (state === 'metadata only') writeMetadata(log, 's', '{}', AT)
    if (state === 'two events' || state === 'deleted') appendTo(log, 'any', 0, 1)
    if (state === 'deleted') deleteStream(log, 's', 'any', AT)
    if (state === 'gone') tombstone(log, 's', 'any', AT)
    return log
  }

  const table: ReadonlyArray<readonly [State, Readonly<Record<string, string>>]> = [
    [
      'missing',
      { any: 'written', 'no-stream': 'written', 'stream-exists': 'conflict', 0: 'conflict' },
    ],
    [
      'metadata only',
      { any: 'written', 'no-stream': 'written', 'stream-exists': 'written', 0: 'conflict' },
    ],
    [
      'two events',
      {
        any: 'written',
        'no-stream': 'conflict',
        'stream-exists': 'written',
        0: 'conflict',
        1: 'written',
        2: 'conflict',
      },
    ],
    [
      'deleted',
      {
        any: 'written',
        'no-stream': 'written',
        'stream-exists': 'deleted',
        0: 'conflict',
        1: 'written',
        2: 'conflict',
      },
    ],
    ['gone', { any: 'deleted', 'no-stream': 'deleted', 'stream-exists': 'deleted', 0: 'deleted' }],
  ]
  const named = new Map<string, Expected>(
    (['any', 'no-stream', 'stream-exists'] as const).map((name) => [name, name]),
  )
  const cases = table.flatMap(([state, outcomes]) =>
    Object.entries(outcomes).map(([expected, outcome]) => [state, expected, outcome] as const),
  )
  it.each(cases)('%s, %s: %s', (state, expected, outcome) => {
    const log = logOf(state)
    const before = log.events.length
    expect(appendTo(log, named.get(expected) ?? Number(expected), 9).kind).toBe(outcome)
    expect(log.events.length > before).toBe(outcome === 'written')
  })

  it('a deleted stream comes back with its numbers going on and its metadata kept', () => {
    const log = emptyLog()
    appendTo(log, 'any', 0, 1)
    writeMetadata(log, 's', '{"owner":"me","$tb":9223372036854775807}', AT)
    expect(appendTo(log, 'no-stream', 2)).toMatchObject({ revision: 2 })
    expect(String(eventsOf(log, '$$s').at(-1)?.data)).toBe('{"owner":"me","$tb":2}')
  })

  it('metadata brings a deleted stream back empty', () => {
    const log = logOf('deleted')
    const metadata = { ...event(5), type: '$metadata', data: Buffer.from('{"$maxCount":5}') }
    append(log, { stream: '$$s', expected: 'any', events: [metadata] }, AT, limits)
    expect(String(eventsOf(log, '$$s').at(-1)?.data)).toBe('{"$maxCount":5,"$tb":2}')
  })

  it('deleting a stream that is not there is a conflict, ending it for ever is not', () => {
    const log = emptyLog()
    expect(deleteStream(log, 's', 'any', AT)).toEqual({
      kind: 'conflict',
      expected: 'any',
      current: -1,
    })
    expect(tombstone(log, 's', 'stream-exists', AT).kind).toBe('conflict')
    expect(tombstone(log, 's', 'no-stream', AT).kind).toBe('written')
    expect(deleteStream(log, 's', 'any', AT).kind).toBe('deleted')
    expect(append(log, { stream: '$$s', expected: 'any', events: [event(1)] }, AT, limits)).toEqual(
      {
        kind: 'deleted',
      },
    )
  })
})

describe('positions', () => {
  it('grow by more than one, whatever is written', () => {
    const log = emptyLog()
    const empty = { ...event(0), data: new Uint8Array() }
    for (let i = 0; i < 5; i++) write(log, `s${i % 2}`, empty, AT)
    const positions = log.events.map(({ position }) => position)
    for (const [i, position] of positions.entries())
      expect(position - (positions[i - 1] ?? 0)).toBeGreaterThan(1)
  })
})
