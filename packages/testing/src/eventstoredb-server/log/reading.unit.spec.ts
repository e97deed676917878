import { deleteStream } from './commands'
import { resolved } from './link'
import { emptyLog, write, writeMetadata, type Log } from './log'
import { indexAt, readLog, readStream, type Cursor, type Direction } from './reading'

const numbered = (length: number): Log => {
  const log = emptyLog()
  for (let n = 0; n < length; n++) add(log, 's', n)
  return log
}

const add = (log: Log, stream: string, at: number, type = 'T', data = '{}') =>
  write(
    log,
    stream,
    {
      id: `${stream}-${at}`,
      type,
      contentType: 'application/json',
      data: Buffer.from(data),
      metadata: new Uint8Array(),
    },
    at,
  )

const revisions = (next: Cursor): ReadonlyArray<number> => {
  const read: Array<number> = []
  for (let event = next(); event !== undefined; event = next()) read.push(event.revision)
  return read
}

describe('reading a stream', () => {
  it.each([
    ['start', 'forwards', [0, 1, 2, 3]],
    [2, 'forwards', [2, 3]],
    [9, 'forwards', []],
    ['end', 'backwards', [3, 2, 1, 0]],
    [1, 'backwards', [1, 0]],
    [9, 'backwards', [3, 2, 1, 0]],
    ['start', 'backwards', [0]],
  ] as const)('from %s %s', (from, direction: Direction, expected) => {
    expect(revisions(readStream(numbered(4), 's', from, direction, 0))).toEqual(expected)
  })

  it.each([
    ['{"$maxCount":2}', 4, [2, 3]],
    ['{"$tb":1}', 4, [1, 2, 3]],
    ['{"$tb":1,"$maxCount":2}', 4, [2, 3]],
    ['{"$tb":9}', 4, []],
    ['{"$maxAge":1}', 1002, [2, 3]],
    ['not JSON', 4, [0, 1, 2, 3]],
  ])('whose metadata is %s', (metadata, now, expected) => {
    const log = numbered(4)
    writeMetadata(log, 's', metadata, 0)
    expect(revisions(readStream(log, 's', 'start', 'forwards', now))).toEqual(expected)
    expect(revisions(readStream(log, 's', 'end', 'backwards', now))).toEqual(
      [...expected].reverse(),
    )
  })

  it('shows only the last metadata of a stream, and nothing of a deleted one', () => {
    const log = numbered(2)
    writeMetadata(log, 's', '{}', 0)
    deleteStream(log, 's', 'any', 0)
    expect(revisions(readStream(log, '$$s', 'start', 'forwards', 0))).toEqual([1])
    expect(revisions(readStream(log, 's', 'start', 'forwards', 0))).toEqual([])
  })

  it('goes on to what is written meanwhile', () => {
    const log = numbered(1)
    const next = readStream(log, 's', 'start', 'forwards', 0)
    expect(next()?.revision).toBe(0)
    expect(next()).toBeUndefined()
    add(log, 's', 1)
    expect(next()?.revision).toBe(1)
  })
})

describe('reading the log', () => {
  it('is from a position on forwards, and from before it backwards', () => {
    const log = numbered(4)
    const at = log.events[2]?.position ?? 0
    expect(revisions(readLog(log, 'start', 'forwards'))).toEqual([0, 1, 2, 3])
    expect(revisions(readLog(log, at, 'forwards'))).toEqual([2, 3])
    expect(revisions(readLog(log, at, 'backwards'))).toEqual([1, 0])
    expect(revisions(readLog(log, 'end', 'backwards'))).toEqual([3, 2, 1, 0])
    expect(revisions(readLog(log, 'end', 'forwards'))).toEqual([])
    expect(revisions(readLog(log, 'start', 'backwards'))).toEqual([])
    expect([0, at, at + 1, Infinity].map((position) => indexAt(log, position))).toEqual([
      0, 2, 3, 4,
    ])
  })
})

describe('a link', () => {
  it.each([
    ['1@s', 1],
    ['1@s@t', undefined],
    ['7@s', undefined],
    ['s', undefined],
  ])('to %s leads to %s', (data, revision) => {
    const log = numbered(2)
    const link = add(log, 'links', 9, '$>', data)
    expect(resolved(log, link, true)).toMatchObject({ link })
    expect(resolved(log, link, true).event?.revision).toBe(revision)
    expect(resolved(log, link, false)).toEqual({ event: link, link: undefined })
  })
})
