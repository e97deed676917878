import * as E from 'fp-ts/Either'
import fc from 'fast-check'
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
import { definitions, eventTypes } from './registry'
import { runs } from '../../../../scripts/jest/runs'

const uuids = fc
  .stringMatching(/^[0-9a-f]{32}$/)
  .map((hex) => hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5'))
const texts = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((s) => s.trim() !== '')
/** A heading is one name for one thing: composed, without blanks at its ends. */
const headings = texts.map((text) => text.normalize('NFC').trim())
const ids = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?$/)
const references = fc.constantFrom('R&B-K-001', '1', '__proto__', 'constructor', 'é 1')
const months = fc.constantFrom('2016-04', '1900-01', '2999-12')
const periods = fc.oneof(months, fc.constantFrom('FY2016', 'FY2016-Q1', 'FY2016-H2'))
const figures = fc.integer({ min: -1e9, max: 1e9 }).map((n) => (n === 0 ? 0 : n / 1000))
const margins = fc.oneof(fc.constant({ absolute: 0.5 }), fc.constant({ percent: 5 }))
const optional = <A extends object, B extends object>(
  required: fc.Arbitrary<A>,
  more: fc.Arbitrary<B>,
) => fc.tuple(required, more).map(([a, b]) => ({ ...a, ...b }))
const targets = fc.oneof(
  optional(
    fc.record({ comparator: fc.constantFrom('>=', '>', '<=', '<'), value: figures }),
    fc.record(
      {
        tolerance: margins,
        levels: fc.dictionary(ids, figures, { maxKeys: 2 }),
        profile: fc.dictionary(fc.constantFrom('01', '12'), figures),
      },
      { requiredKeys: [] },
    ),
  ),
  fc.record({ comparator: fc.constant('between'), low: figures, high: figures }),
)
const outcomes = fc.oneof(
  optional(
    fc.record({ kind: fc.constant('measured'), value: figures }),
    fc.record({ of: figures, published: texts }, { requiredKeys: [] }),
  ),
  optional(
    fc.record({ kind: fc.constant('not-measured'), reason: fc.constantFrom('not-due', 'no-data') }),
    fc.record({ text: texts }, { requiredKeys: [] }),
  ),
)
const tests = fc.oneof(
  fc.record(
    { meets: fc.constant('target'), within: fc.oneof(margins, fc.constant('tolerance')) },
    { requiredKeys: ['meets'] },
  ),
  fc.record({ meets: fc.constant('target'), under: margins }),
  fc.record({ beats: fc.constant('target'), by: margins }, { requiredKeys: ['beats'] }),
  fc.record({ clears: ids }),
  fc.record({ reaches: ids }),
  fc.constant('otherwise'),
)
const schemes = fc.record(
  {
    levels: fc.array(ids, { maxLength: 2 }),
    bands: fc.array(
      fc.record({
        code: ids,
        label: texts,
        grade: fc.constantFrom('good', 'inadequate'),
        when: tests,
      }),
      { maxLength: 3 },
    ),
    notRated: fc.record({ code: ids, label: texts }),
  },
  { requiredKeys: ['bands', 'notRated'] },
)
const hashes = fc.stringMatching(/^[0-9a-f]{64}$/)

const data = {
  ContractRegistered: fc.record({
    contract: ids,
    title: texts,
    authority: texts,
    supplier: texts,
    yearStart: fc.integer({ min: 1, max: 12 }),
  }),
  RegimeAdopted: fc.record({ regime: ids, title: texts, effectiveFrom: months, scheme: schemes }),
  KPIDefined: optional(
    fc.record({
      regime: ids,
      kpi: references,
      description: texts,
      // A heading is in Unicode's form NFC and has no blank at either end.
      serviceArea: headings,
      frequency: fc.constantFrom('monthly', 'six-monthly'),
      unit: fc.constantFrom('percent', 'days'),
      effectiveFrom: months,
      target: targets,
    }),
    fc.record(
      {
        decimals: fc.nat(12),
        ratedTo: fc.nat(12),
        accumulation: fc.constantFrom('in-period', 'year-to-date'),
        succeeds: fc.array(references),
      },
      { requiredKeys: [] },
    ),
  ),
  TargetRevised: fc.record(
    { regime: ids, kpi: references, effectiveFrom: months, target: targets, reason: texts },
    { requiredKeys: ['regime', 'kpi', 'effectiveFrom', 'target'] },
  ),
  KPIRetired: fc.record({ regime: ids, kpi: references, effectiveFrom: months, reason: texts }),
  ActualRecorded: fc.record({ kpi: references, period: periods, outcome: outcomes }),
  ActualCorrected: fc.record({
    kpi: references,
    period: periods,
    outcome: outcomes,
    reason: texts,
  }),
  NoteAdded: fc.record(
    { kpi: references, period: periods, text: texts },
    { requiredKeys: ['period', 'text'] },
  ),
  ScorecardPublished: fc.record(
    {
      regime: ids,
      period: periods,
      form: fc.constant(1),
      scorecardDigest: hashes,
      size: fc.nat(),
      root: hashes,
      incomplete: fc.array(references),
      again: fc.constant(true),
    },
    { requiredKeys: ['regime', 'period', 'form', 'scorecardDigest', 'size', 'root'] },
  ),
  ContractAmended: fc.record(
    { title: texts, authority: texts, supplier: texts, reason: texts },
    { requiredKeys: ['reason'] },
  ),
  RegimeAmended: fc.record(
    { regime: ids, title: texts, scheme: schemes, reason: texts },
    { requiredKeys: ['regime', 'reason'] },
  ),
  DefinitionRevised: fc.record(
    {
      ...{ regime: ids, kpi: references, effectiveFrom: months },
      ...{ description: texts, serviceArea: headings, decimals: fc.nat(12), reason: texts },
    },
    { requiredKeys: ['regime', 'kpi', 'effectiveFrom'] },
  ),
  EventWithdrawn: fc.record({ event: uuids, reason: texts }),
  RatingPrinted: fc.record(
    { kpi: references, period: periods, label: texts, source: texts },
    { requiredKeys: ['kpi', 'period', 'label'] },
  ),
  RatingDecided: fc.record({
    ...{ regime: ids, kpi: references, period: periods },
    ...{ code: ids, reason: texts },
  }),
}

const metadata = fc.oneof(
  fc.constant({}),
  fc.record({ actor: texts, correlationId: uuids, occurredAt: fc.constant('2016-06-01') }),
  fc.record({ other: fc.constant({ deep: [1, null, true, 'x'] }), actor: texts }),
)

const events = fc.constantFrom(...(Object.keys(data) as Array<keyof typeof data>)).chain((type) =>
  fc.record(
    {
      id: uuids,
      stream: ids.map(streamOf),
      revision: fc.nat(),
      type: fc.constant(type),
      version: fc.constant(1),
      recordedAt: fc
        .date({ min: new Date(0), max: new Date('2099-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      data: data[type] as fc.Arbitrary<object>,
      metadata,
    },
    {
      requiredKeys: ['id', 'stream', 'revision', 'type', 'version', 'recordedAt', 'data'],
    },
  ),
)

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
  it('decode what they encode, and encode what they decode', () => {
    const types = new Set<string>()
    fc.assert(
      fc.property(events, (event) => {
        const line = JSON.stringify(event)
        const decoded = decodeLine()(line)
        if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
        expect(decoded.right).toEqual(JSON.parse(line))
        expect(encodeLine(decoded.right)).toBe(line)
        types.add(decoded.right.type)
      }),
      { numRuns: runs(1000) },
    )
    expect([...types].sort()).toEqual([...eventTypes].sort())
  })

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

  it('refuse types and versions nobody knows', () => {
    expect(faultsIn({ ...good, type: 'ActualDeleted' })).toEqual([
      { path: 'type', message: 'unknown event type "ActualDeleted"' },
    ])
    expect(faultsIn({ ...good, type: 'toString' })).toHaveLength(1)
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

  it('keep odd metadata as it is', () => {
    const line = JSON.stringify(good).replace(
      '"metadata":{}',
      '"metadata":{"__proto__":{"a":[1.5]}}',
    )
    const decoded = decodeLine()(line)
    expect(E.isRight(decoded) && encodeLine(decoded.right)).toBe(line)
  })

  it('name the stream of a contract', () => {
    expect(streamOf('pssp')).toBe('kpiContract-pssp')
    expect(contractOf('kpiContract-pssp')).toBe('pssp')
  })

  it('remember no more of streams than the name they accepted last', () => {
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

  it('takes an event through every version up to the current one', () => {
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

  it('leaves what is stored, exported and hashed as it was', () => {
    const decoded = decode(oldest)
    if (E.isLeft(decoded)) throw new Error('refused')
    expect(toEnvelope(decoded.right)).toEqual(oldest)
    expect(encodeLine(decoded.right)).toBe(JSON.stringify(oldest))
    const asStored = { ...decoded.right, version: 1, data: oldest.data } as never
    expect(toHex(eventLeaf(decoded.right))).toBe(toHex(eventLeaf(asStored)))
  })

  it('knows no version of a type that has none', () => {
    expect(definitions.NoteAdded.older).toEqual([])
    expect([currentVersion('NoteAdded'), currentVersion('NoteAdded', versions)]).toEqual([1, 1])
  })
})
