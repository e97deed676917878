import type { Position } from '@kpi-ledger/core/store'
import { toNewEvent } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { pssp } from '../fixture.spec'
import type { ClientEvent } from './client'
import {
  decodeClientEvent,
  decodePosition,
  encodeNewEvent,
  encodePosition,
  truncateBefore,
} from './events.codec'

/** An event as the server returns it. */
const stored = (index: number): ClientEvent => {
  const event = pssp[index]
  if (event === undefined) throw new Error('no such event')
  const { id, type, data, metadata } = encodeNewEvent(toNewEvent(event))
  const throughJson = JSON.parse(JSON.stringify({ data, metadata })) as Pick<
    ClientEvent,
    'data' | 'metadata'
  >
  return { streamId: event.stream, revision: BigInt(event.revision), id, type, ...throughJson }
}

describe('an event', () => {
  it('comes back unchanged, whatever its type', () => {
    for (const [index, event] of pssp.entries())
      expect(decodeClientEvent(stored(index), event.stream)).toEqual(E.right(event))
  })

  it('also states its cause by the server’s convention', () => {
    const [first] = pssp
    if (first === undefined) throw new Error('no event')
    const correlationId = '00000000-0000-4000-8000-000000000001'
    const causationId = '00000000-0000-4000-8000-000000000002'
    const event = { ...toNewEvent(first), metadata: { correlationId, causationId, batch: 7 } }
    expect(encodeNewEvent(event).metadata).toEqual({
      version: 1,
      recordedAt: first.recordedAt,
      metadata: { correlationId, causationId, batch: 7 },
      $correlationId: correlationId,
      $causationId: causationId,
    })
  })

  it.each([['correlationId'], ['causationId']] as const)(
    'states its %s alone by that convention',
    (name) => {
      const [first] = pssp
      if (first === undefined) throw new Error('no event')
      const id = '00000000-0000-4000-8000-000000000001'
      expect(encodeNewEvent({ ...toNewEvent(first), metadata: { [name]: id } }).metadata).toEqual({
        ...{ version: 1, recordedAt: first.recordedAt, metadata: { [name]: id } },
        [`$${name}`]: id,
      })
    },
  )

  it('stored by an older version is written as it was stored', () => {
    const [first] = pssp
    if (first === undefined) throw new Error('no event')
    const event = { ...toNewEvent(first), version: 2, stored: { version: 1, data: { old: true } } }
    const encoded = encodeNewEvent(event)
    expect(encoded.data).toEqual({ old: true })
    expect(encoded.metadata).toMatchObject({ version: 1 })
  })

  it.each<readonly [string, Partial<ClientEvent>, string]>([
    ['binary data', { data: new Uint8Array([1]) }, 'data: '],
    ['data that is not JSON', { data: '{broken' }, 'data: '],
    ['no metadata', { metadata: undefined }, 'version: '],
    ['metadata that is not JSON', { metadata: new Uint8Array([1]) }, 'recordedAt: '],
    ['an unknown type', { type: 'Something' }, 'type: unknown event type'],
    ['an id in upper case', { id: '0000000A-0000-4000-8000-000000000000' }, 'id: '],
  ])('is corrupt with %s, and says where', (_, change, reason) => {
    const decoded = decodeClientEvent({ ...stored(1), ...change }, 'kpiContract-pssp')
    expect(decoded).toMatchObject(
      E.left({
        _tag: 'Corrupt',
        stream: 'kpiContract-pssp',
        revision: 1,
        at: 'kpiContract-pssp at revision 1',
      }),
    )
    expect(E.isLeft(decoded) && decoded.left._tag === 'Corrupt' && decoded.left.reason).toContain(
      reason,
    )
  })
})

describe('a position', () => {
  it('is kept as text, more precisely than a number could', () => {
    const place = { commit: 9_007_199_254_740_993n, prepare: 9_007_199_254_740_992n }
    const position = encodePosition(place)
    expect(position).toEqual({ kind: 'store', at: '9007199254740993/9007199254740992' })
    expect(decodePosition(position)).toEqual(E.right(place))
  })

  it.each<Position>([
    { kind: 'stream', stream: 'kpiContract-a', revision: 0 },
    { kind: 'store', at: '7' },
    { kind: 'store', at: '7/8' },
    { kind: 'store', at: '-1/-1' },
    { kind: 'store', at: '18446744073709551615/0' },
    { kind: 'store', at: '9223372036854775808/0' },
    { kind: 'store', at: '7/7\n' },
  ])('of another store is refused: %j', (position) => {
    expect(decodePosition(position)).toMatchObject(E.left({ _tag: 'NotSupported' }))
  })
})

it('reads from where a stream is truncated', () => {
  const metadata = { ...stored(0), type: '$metadata' }
  expect(truncateBefore({ ...metadata, data: { $tb: 7 } })).toBe(7)
  for (const data of [{}, { $tb: 'x' }, null, 'text'])
    expect(truncateBefore({ ...metadata, data })).toBe(0)
  expect(truncateBefore(undefined)).toBe(0)
})
