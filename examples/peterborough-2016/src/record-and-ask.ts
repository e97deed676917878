import { openLedger, orThrow, type Command } from '@kpi-ledger/ledger'

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
    scheme: {
      bands: [
        { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
        { code: 'not-met', label: 'Not met', grade: 'requires-improvement', when: 'otherwise' },
      ],
      notRated: { code: 'none', label: 'Not rated' },
    },
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

/** Records a figure, corrects it, and asks how it was rated before and after. */
export const recordAndAsk = async (): Promise<ReadonlyArray<string>> => {
  const day = { now: '2024-05-02T09:00:00.000Z' }
  const ledger = await openLedger('memory:', { actor: 'Parks', now: () => day.now }).then(orThrow)
  await ledger.record([...setUp, figure]).then(orThrow)
  day.now = '2024-05-20T09:00:00.000Z'
  await ledger.record([correction]).then(orThrow)

  const period = '2024-04'
  const before = await ledger.scorecard(contract, { period, asAt: '2024-05-10T00:00Z' })
  const after = await ledger.scorecard(contract, { period })
  await ledger.close()
  return [before, after]
    .map(orThrow)
    .map((card) => card.serviceAreas[0]?.kpis[0]?.cells[0]?.rating.label ?? 'not shown')
}

void recordAndAsk().then((answers) => console.log(answers))
