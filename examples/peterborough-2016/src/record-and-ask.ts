import { randomUUID } from 'node:crypto'
import { memoryStore } from '@kpi-ledger/adapters'
import { collect, execute, type Command, type Scheme } from '@kpi-ledger/core'
import { asAt, foldHistory, scorecard } from '@kpi-ledger/projections'
import { either as E } from 'fp-ts'

const scheme: Scheme = {
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    { code: 'not-met', label: 'Not met', grade: 'requires-improvement', when: 'otherwise' },
  ],
  notRated: { code: 'none', label: 'Not rated' },
}

const contract = 'parks'

const setUp: ReadonlyArray<Command> = [
  {
    type: 'RegisterContract',
    contract,
    title: 'Grounds maintenance',
    authority: 'Anytown Council',
    supplier: 'Green Ltd',
    yearStart: 4,
  },
  {
    type: 'AdoptRegime',
    contract,
    regime: 'parks-2024',
    title: 'KPIs from April 2024',
    effectiveFrom: '2024-04',
    scheme,
  },
  {
    type: 'DefineKPI',
    contract,
    regime: 'parks-2024',
    kpi: 'P1',
    description: 'Lawns cut on schedule',
    serviceArea: 'Parks',
    frequency: 'monthly',
    unit: 'percent',
    effectiveFrom: '2024-04',
    target: { comparator: '>=', value: 95 },
  },
]

const figure: Command = {
  type: 'RecordActual',
  contract,
  kpi: 'P1',
  period: '2024-04',
  outcome: { kind: 'measured', value: 96 },
}

const correction: Command = {
  ...figure,
  type: 'CorrectActual',
  outcome: { kind: 'measured', value: 94 },
  reason: 'A depot reported late',
}

/** Records a figure, corrects it, and asks what it was rated before and after. */
export const recordAndAsk = async (): Promise<ReadonlyArray<string>> => {
  const store = memoryStore()
  const day = { now: '2024-05-02T09:00:00.000Z' }
  const run = execute({ store, now: () => day.now, newId: randomUUID })

  const first = await run([...setUp, figure])()
  if (E.isLeft(first)) return [first.left._tag]
  day.now = '2024-05-20T09:00:00.000Z'
  const second = await run([correction])()
  if (E.isLeft(second)) return [second.left._tag]

  const events = await collect(store.read('kpiContract-parks'))()
  if (E.isLeft(events)) return [events.left._tag]
  const history = foldHistory(events.right)
  const periods = [{ kind: 'month', year: 2024, month: 4 }] as const
  const before = scorecard(history, { periods, asAt: asAt('2024-05-10T00:00:00.000Z') })
  const after = scorecard(history, { periods })
  return [before, after].map((card) =>
    E.isLeft(card)
      ? card.left._tag
      : (card.right.serviceAreas[0]?.kpis[0]?.cells[0]?.rating.label ?? 'not shown'),
  )
}
