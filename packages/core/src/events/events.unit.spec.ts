import * as E from 'fp-ts/Either'
import { struct } from '../schema/combinators'
import { Decimal } from '../schema/number'
import { KPIReference } from '../schema/text'
import { eventLeaf } from '../proofs/digest'
import { toHex } from '../proofs/hashing'
import { PeriodText } from '../period/period'
import { contractOf, StreamName, streamOf } from './envelope'
import {
  currentVersion,
  decodeEvent,
  decodeLine,
  encodeLine,
  eventDecoder,
  toEnvelope,
  type EventVersions,
} from './event.codec'
import { definitions } from './registry'
import { subjectOf } from './subject'

const faultsIn = (json: unknown) => {
  const event = decodeEvent(json)
  return E.isLeft(event) ? event.left.faults : []
}

const good = {
  id: '00000000-0000-4000-8000-000000000001',
  stream: 'kpiContract-pssp',
  revision: 3,
  type: 'ActualRecorded',
  version: 1,
  recordedAt: '2016-06-10T09:00:00.000Z',
  data: { kpi: '1', period: '2016-04', outcome: { kind: 'measured', value: 1 } },
  metadata: {},
}

describe('the events', () => {
  it('report faults of envelope and data together', () => {
    expect(
      faultsIn({ ...good, id: 'x', data: { ...good.data, kpi: '', tolerence: 1 }, extra: 1 }),
    ).toMatchObject([
      { path: 'id' },
      { path: 'extra', message: expect.stringContaining('unknown field') as string },
      { path: 'data.kpi' },
      { path: 'data.tolerence', message: 'unknown field; known here: kpi, period, outcome' },
    ])
  })

  it.each([
    ['id', undefined],
    ['stream', 'contract-pssp'],
    ['stream', 'kpiContract-'],
    ['stream', `kpiContract-${'a'.repeat(65)}`],
    ['revision', -1],
    ['revision', 0.5],
    ['version', 0],
    ['version', '1'],
    ['recordedAt', '2016-06-10'],
    ['data', null],
    ['metadata', []],
    ['metadata.actor', { actor: '' }],
    ['metadata.correlationId', { correlationId: 'x' }],
    ['metadata.occurredAt', { occurredAt: 'soon' }],
    ['metadata.other', { other: -0 }],
    ['metadata["\\ud800"]', { '\ud800': 1 }],
  ])('refuse a bad %s: %p', (path, value) => {
    const field = path.split(/[.[]/)[0] ?? ''
    expect(faultsIn({ ...good, [field]: value })).toMatchObject([{ path }])
  })

  it('refuse unknown types and versions', () => {
    expect(faultsIn({ ...good, type: 'ActualDeleted' })).toEqual([
      { path: 'type', message: 'unknown event type "ActualDeleted"' },
    ])
    expect(faultsIn({ ...good, type: 'toString' })).toHaveLength(1)
    expect(faultsIn({ ...good, type: 7 })).toMatchObject([{ path: 'type' }])
    expect(faultsIn({ ...good, version: 1.5 })).toMatchObject([{ path: 'version' }])
    expect(faultsIn({ ...good, version: 2 })).toEqual([
      { path: 'version', message: 'unknown version 2 of ActualRecorded; known up to 1' },
    ])
    expect([null, [], 'x', {}].map((json) => faultsIn(json).length > 0)).toEqual([
      true,
      true,
      true,
      true,
    ])
  })

  it('say that an event was expected', () => {
    const expected = { _tag: 'DecodeError', expected: 'an event' }
    expect(decodeEvent({ ...good, id: 'x' })).toMatchObject({ left: expected })
    expect(decodeLine()('{')).toMatchObject({ left: expected })
  })

  it('may be of a contract whose id has 64 characters, and without metadata', () => {
    const { metadata: _, ...plain } = { ...good, stream: `kpiContract-${'a'.repeat(64)}` }
    const decoded = decodeEvent(plain)
    expect(E.isRight(decoded) && toEnvelope(decoded.right)).toStrictEqual(plain)
  })

  it('keep odd metadata as it is', () => {
    const line = JSON.stringify(good).replace(
      '"metadata":{}',
      '"metadata":{"__proto__":{"a":[1.5]}}',
    )
    const decoded = decodeLine()(line)
    expect(E.isRight(decoded) && encodeLine(decoded.right)).toBe(line)
  })

  it('are about a KPI, a regime and a period as far as they name them', () => {
    const about = { kpi: 'A', regime: 'r', period: '2016-04' }
    const data = { ...about, code: 'met', reason: 'agreed' }
    expect(subjectOf({ type: 'RatingDecided', data })).toEqual(about)
    const amended = { type: 'ContractAmended', data: { title: 'T', reason: 'misnamed' } } as const
    expect(subjectOf(amended)).toEqual({})
  })

  it('give the stream of a contract', () => {
    expect(streamOf('pssp')).toBe('kpiContract-pssp')
    expect(contractOf('kpiContract-pssp')).toBe('pssp')
  })

  it('remember only the last stream name they accepted', () => {
    const given = ['kpiContract-a', 'kpiContract-a', 'a', 'kpiContract-a', '', '', null, 'a']
    expect(given.map((u) => StreamName.is(u))).toEqual([
      ...[true, true, false, true, false, false, false, false],
    ])
  })
})

describe('upcasting', () => {
  interface Flat {
    readonly kpi: string
    readonly period: string
    readonly value: number
  }
  const versions: EventVersions = {
    ...definitions,
    ActualRecorded: {
      older: [
        {
          codec: struct('flat', { kpi: KPIReference, period: PeriodText, percent: Decimal }),
          upcast: ({ percent, ...rest }: { percent: number }) => ({ ...rest, value: percent }),
        },
        {
          codec: struct('flat', { kpi: KPIReference, period: PeriodText, value: Decimal }),
          upcast: ({ kpi, period, value }: Flat) => ({
            kpi,
            period,
            outcome: { kind: 'measured', value },
          }),
        },
      ],
      data: definitions.ActualRecorded.data,
    },
  }
  const decode = eventDecoder(versions)
  const oldest = { ...good, data: { kpi: '1', period: '2016-04', percent: 91.5 } }
  const current = { kpi: '1', period: '2016-04', outcome: { kind: 'measured', value: 91.5 } }

  it('converts an event through every version up to the current one', () => {
    expect(currentVersion('ActualRecorded', versions)).toBe(3)
    expect(decode(oldest)).toMatchObject({ right: { version: 3, data: current } })
    const middle = { ...good, version: 2, data: { kpi: '1', period: '2016-04', value: 91.5 } }
    expect(decode(middle)).toMatchObject({ right: { version: 3, data: current } })
    expect(decode({ ...good, version: 3, data: current })).toEqual(
      E.right({ ...good, version: 3, data: current }),
    )
  })

  it('checks each version by its own codec', () => {
    expect(decode({ ...oldest, version: 2 })).toMatchObject({
      left: { faults: [{ path: 'data.percent' }, { path: 'data.value' }] },
    })
    expect(decode({ ...oldest, version: 4 })).toMatchObject({
      left: { faults: [{ path: 'version' }] },
    })
  })

  it('does not change what is stored, exported and hashed', () => {
    const decoded = decode(oldest)
    if (E.isLeft(decoded)) throw new Error('refused')
    expect(toEnvelope(decoded.right)).toEqual(oldest)
    expect(encodeLine(decoded.right)).toBe(JSON.stringify(oldest))
    const asStored = { ...decoded.right, version: 1, data: oldest.data } as never
    expect(toHex(eventLeaf(decoded.right))).toBe(toHex(eventLeaf(asStored)))
  })

  it('has no older version of a type without one', () => {
    expect(definitions.NoteAdded.older).toEqual([])
    expect([currentVersion('NoteAdded'), currentVersion('NoteAdded', versions)]).toEqual([1, 1])
  })
})
