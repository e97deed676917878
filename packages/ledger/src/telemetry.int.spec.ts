import {
  metrics,
  trace,
  type Attributes,
  type MeterProvider,
  type Tracer,
} from '@opentelemetry/api'
import { memoryStore } from '@kpi-ledger/adapters'
import { closeAll, contractOf, figure, open } from './fixture.spec'
import { orThrow } from './index'

/** A span, as far as the ledger uses one. */
class RecordedSpan {
  ended = false
  failed = false
  constructor(
    readonly name: string,
    readonly attributes: Record<string, unknown>,
  ) {}
  setAttribute(key: string, value: unknown): void {
    this.attributes[key] = value
  }
  setAttributes(more: Attributes): void {
    Object.assign(this.attributes, more)
  }
  setStatus(): void {
    this.failed = true
  }
  end(): void {
    this.ended = true
  }
}

const spans: Array<RecordedSpan> = []
const measured: Array<readonly [string, number, Attributes | undefined]> = []

const instrument = (name: string) => {
  const take = (value: number, attributes?: Attributes): void => {
    measured.push([name, value, attributes])
  }
  return { add: take, record: take }
}

beforeAll(() => {
  const tracer = {
    startActiveSpan: (
      name: string,
      { attributes }: { readonly attributes: Record<string, unknown> },
      work: (span: RecordedSpan) => unknown,
    ) => {
      const span = new RecordedSpan(name, attributes)
      spans.push(span)
      return work(span)
    },
  } as unknown as Tracer
  trace.setGlobalTracerProvider({ getTracer: () => tracer })
  const meter = { createCounter: instrument, createHistogram: instrument }
  metrics.setGlobalMeterProvider({ getMeter: () => meter } as unknown as MeterProvider)
})
afterEach(closeAll)
afterAll(() => {
  trace.disable()
  metrics.disable()
})

it('has a span for each call with its attributes, and counts and times the call', async () => {
  const store = memoryStore()
  const ledger = await open(store)
  orThrow(await ledger.record(contractOf('c')))
  await ledger.record([figure('c', 'none', 1)])
  orThrow(await ledger.scorecard('c', { period: '2016-04' }))
  orThrow(await ledger.scorecard('c', { period: '2016-04' }))

  expect(
    spans.map(({ name, attributes, failed, ended }) => ({ name, ...attributes, failed, ended })),
  ).toMatchObject([
    {
      ...{ name: 'kpi_ledger.record', failed: false, ended: true },
      ...{ 'kpi_ledger.commands': 3, 'kpi_ledger.events_recorded': 3, 'kpi_ledger.dry_run': false },
    },
    { name: 'kpi_ledger.record', failed: true, ended: true, 'error.type': 'Refused' },
    {
      ...{ name: 'kpi_ledger.scorecard', failed: false, ended: true },
      ...{ 'kpi_ledger.contract': 'c', 'kpi_ledger.cache_hit': true, 'kpi_ledger.events_read': 0 },
    },
    { 'kpi_ledger.cache_hit': true, 'kpi_ledger.events_read': 0 },
  ])
  const named = (name: string) => measured.filter(([each]) => each === name)
  expect(named('kpi_ledger.calls').map(([, value, attributes]) => [value, attributes])).toEqual([
    [1, { 'kpi_ledger.method': 'record' }],
    [1, { 'kpi_ledger.method': 'record', 'error.type': 'Refused' }],
    [1, { 'kpi_ledger.method': 'scorecard' }],
    [1, { 'kpi_ledger.method': 'scorecard' }],
  ])
  expect(named('kpi_ledger.call.duration')).toHaveLength(4)
  expect(named('kpi_ledger.events_recorded').map(([, value]) => value)).toEqual([3])
})

it('counts the conflicts a call met', async () => {
  const inner = memoryStore()
  orThrow(await (await open(inner)).record(contractOf('c', 2)))
  const rival = await open({ ...inner })
  let met = false
  const append: typeof inner.append = (stream, events, expected) => async () => {
    if (!met) {
      met = true
      orThrow(await rival.record([figure('c', 'K-1', 1)]))
    }
    return inner.append(stream, events, expected)()
  }
  spans.length = 0
  orThrow(await (await open({ ...inner, append })).record([figure('c', 'K-0', 1)]))
  expect(spans[0]?.attributes).toMatchObject({ 'kpi_ledger.conflicts': 1 })
})

it('distinguishes a bug from an error', async () => {
  spans.length = 0
  const ledger = await open(memoryStore(), { newId: () => 'no id' })
  await expect(ledger.record(contractOf('c'))).rejects.toThrow('newId')
  expect(spans[0]).toMatchObject({ failed: true, ended: true, attributes: { 'error.type': 'bug' } })
})
