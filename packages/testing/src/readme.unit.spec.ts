import { strict as assert } from 'node:assert'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryStore } from '@kpi-ledger/adapters'
import {
  collect,
  decodeLine,
  encodeLine,
  execute,
  month,
  streamOf,
  type Command,
} from '@kpi-ledger/core'
import { asAt, scorecard } from '@kpi-ledger/projections'
import {
  arbitraryScheme,
  arbitraryTarget,
  fc,
  fixedClock,
  generateLedger,
  given,
  givenHistory,
  recorded,
  sequentialIds,
  type EventFixture,
} from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'

const registered: EventFixture = {
  type: 'ContractRegistered',
  data: {
    contract: 'pssp',
    title: 'Strategic Services Partnership',
    authority: 'Peterborough City Council',
    supplier: 'Serco',
    yearStart: 4,
  },
}

const adopted: EventFixture = {
  type: 'RegimeAdopted',
  data: {
    regime: 'pssp-2016',
    title: 'Refreshed KPIs, April 2016',
    effectiveFrom: '2016-04',
    scheme: {
      bands: [
        { code: 'met', label: 'Target Met', grade: 'good', when: { meets: 'target' } },
        { code: 'not-met', label: 'Not Met', grade: 'requires-improvement', when: 'otherwise' },
      ],
      notRated: { code: 'not-measurable', label: 'Not Measurable' },
    },
  },
}

const defined: EventFixture = {
  type: 'KPIDefined',
  data: {
    regime: 'pssp-2016',
    kpi: 'R&B-K-001',
    description: 'Days to process a new claim',
    serviceArea: 'Revenues and Benefits',
    frequency: 'monthly',
    unit: 'days',
    effectiveFrom: '2016-04',
    target: { comparator: '<=', value: 22 },
  },
}

test('given, when, then', () => {
  const recordApril: Command = {
    type: 'RecordActual',
    contract: 'pssp',
    kpi: 'R&B-K-001',
    period: '2016-04',
    outcome: { kind: 'measured', value: 19.5 },
  }
  const april: EventFixture = {
    type: 'ActualRecorded',
    data: { kpi: 'R&B-K-001', period: '2016-04', outcome: { kind: 'measured', value: 19.5 } },
  }

  given(registered, adopted, defined).when(recordApril).thenEvents([april])
  given(registered, adopted, defined, april)
    .when(recordApril)
    .thenRefused({ _tag: 'AlreadyRecorded', kpi: 'R&B-K-001', period: '2016-04' })
})

test('events as a ledger would hold them', () => {
  const events = recorded('pssp', [
    registered,
    { ...adopted, recordedAt: '2016-05-10T09:00:00.000Z', metadata: { actor: 'audit' } },
    defined,
  ])

  assert.deepEqual(
    events.map(({ revision, recordedAt }) => [revision, recordedAt]),
    [
      [0, '2016-04-01T09:00:00.000Z'],
      [1, '2016-05-10T09:00:00.000Z'],
      [2, '2016-05-10T09:00:01.000Z'],
    ],
  )
})

test('what a scorecard said, and what it says now', () => {
  const history = givenHistory(
    registered,
    adopted,
    defined,
    {
      type: 'ActualRecorded',
      data: { kpi: 'R&B-K-001', period: '2016-04', outcome: { kind: 'measured', value: 19.5 } },
      recordedAt: '2016-05-10T09:00:00.000Z',
    },
    {
      type: 'ActualCorrected',
      data: {
        kpi: 'R&B-K-001',
        period: '2016-04',
        outcome: { kind: 'measured', value: 22.4 },
        reason: 'Claims closed in error were counted',
      },
      recordedAt: '2016-08-02T14:30:00.000Z',
    },
  )
  const ratings = (card: ReturnType<typeof scorecard>) =>
    E.isRight(card) ? card.right.summary[0]?.ratings : card.left

  const periods = [month(2016, 4)]
  const published = scorecard(history, { periods, asAt: asAt('2016-05-10T12:00:00.000Z') })
  assert.deepEqual(ratings(published), { met: 1, 'not-met': 0, 'not-measurable': 0 })
  const now = scorecard(history, { periods })
  assert.deepEqual(ratings(now), { met: 0, 'not-met': 1, 'not-measurable': 0 })
})

test('execute without a clock or chance', async () => {
  const store = memoryStore()
  const run = execute({
    store,
    now: fixedClock('2016-04-01T09:00:00.000Z', 60_000),
    newId: sequentialIds(),
  })

  await run([
    {
      type: 'RegisterContract',
      contract: 'pssp',
      title: 'Strategic Services Partnership',
      authority: 'Peterborough City Council',
      supplier: 'Serco',
      yearStart: 4,
    },
  ])()

  const stored = await collect(store.read(streamOf('pssp')))()
  assert.equal(E.isRight(stored) && stored.right[0]?.recordedAt, '2016-04-01T09:00:00.000Z')
})

test('a made-up ledger', () => {
  const streams = new Set<string>()
  let count = 0
  for (const event of generateLedger({ contracts: 3, kpis: 8, events: 2_000, seed: 7 })) {
    if (E.isLeft(decodeLine()(encodeLine(event)))) throw new Error(event.id)
    streams.add(event.stream)
    count++
  }

  assert.deepEqual([streams.size, count], [3, 2_000])
})

test('laws of any scheme and target', () => {
  const cases = arbitraryScheme().chain((scheme) =>
    fc.record({ scheme: fc.constant(scheme), target: arbitraryTarget(scheme), value: fc.nat(200) }),
  )
  fc.assert(
    fc.property(cases, ({ scheme, target, value }) => {
      const history = givenHistory(
        registered,
        {
          type: 'RegimeAdopted',
          data: { regime: 'r', title: 'Any regime', effectiveFrom: '2016-03', scheme },
        },
        {
          type: 'KPIDefined',
          data: {
            regime: 'r',
            kpi: 'K',
            description: 'Any KPI',
            serviceArea: 'Any area',
            frequency: 'monthly',
            unit: 'number',
            effectiveFrom: '2016-03',
            target,
          },
        },
        {
          type: 'ActualRecorded',
          data: { kpi: 'K', period: '2016-03', outcome: { kind: 'measured', value } },
        },
      )
      const card = scorecard(history, { periods: [month(2016, 3)] })
      if (E.isLeft(card)) throw new Error(card.left._tag)
      const { ratings = {} } = card.right.summary[0] ?? {}
      const given = Object.keys(ratings).filter((code) => ratings[code] === 1)
      assert.ok([...scheme.bands, scheme.notRated].some(({ code }) => code === given[0]))
    }),
  )
})

const lines = (text: string): ReadonlyArray<string> => text.split('\n').map((line) => line.trim())

/** The code blocks of a page without their imports, which `check:packages` tests. */
const examplesOf = (page: string): ReadonlyArray<string> =>
  [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) =>
    code.replaceAll(/^import .*?from '.*?'\n/gms, ''),
  )

test('every example in the README is code in this file', () => {
  const source = lines(readFileSync(__filename, 'utf8')).join('\n')
  const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8')
  const examples = examplesOf(readme)

  expect(examples.length).toBeGreaterThan(0)
  for (const example of examples) expect(source).toContain(lines(example).join('\n').trim())
})
