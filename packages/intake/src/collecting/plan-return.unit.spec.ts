import type { Outcome } from '@kpi-ledger/core'
import { givenHistory, psspScheme } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { planReturn } from './plan-return'

const historyWith = (outcome: Outcome) =>
  givenHistory(
    {
      type: 'ContractRegistered',
      data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
    },
    {
      type: 'RegimeAdopted',
      data: { regime: 'r', title: 'R', effectiveFrom: '2016-04', scheme: psspScheme },
    },
    {
      type: 'KPIDefined',
      data: {
        ...{ regime: 'r', kpi: 'K', description: 'D', serviceArea: 'Area', unit: 'percent' },
        ...{ frequency: 'monthly', effectiveFrom: '2016-04', target: null },
      },
    },
    { type: 'ActualRecorded', data: { kpi: 'K', period: '2016-05', outcome } },
  )

const measured = (more: object = {}): Outcome => ({ kind: 'measured', value: 90, ...more })
const missing = (more: object = {}): Outcome => ({
  ...{ kind: 'not-measured', reason: 'no-data' },
  ...more,
})

const read = (kpi: string, outcome: Outcome | null, note: string | null) => ({
  figures: [{ sheet: null, cell: 'B2', kpi, period: '2016-05', outcome, note }],
  ...{ faults: [], guesses: [], skipped: [], empty: 0 },
})
const options = { source: { file: 'a.csv', sha256: 'a'.repeat(64) }, reason: 'counted again' }

describe('planReturn', () => {
  it.each<[Outcome, Outcome, string]>([
    [measured(), measured(), 'already'],
    [measured({ of: 10 }), measured(), 'already'],
    [measured({ of: 10 }), measured({ of: 10 }), 'already'],
    [measured({ of: 10 }), measured({ of: 20 }), 'correct'],
    [measured({ published: '90.0' }), measured({ published: '90.0' }), 'already'],
    [measured({ published: '90.0' }), measured({ published: '≥90' }), 'correct'],
    [measured(), missing(), 'correct'],
    [missing({ text: 'Nothing' }), missing(), 'already'],
    [missing({ text: 'Nothing' }), missing({ text: 'Nothing' }), 'already'],
    [missing({ text: 'Nothing' }), missing({ text: 'None' }), 'correct'],
    [missing(), missing({ reason: 'not-due' }), 'correct'],
    [missing(), measured(), 'correct'],
  ])('M19 where the ledger has %j, plans for %j: %s', (before, outcome, action) => {
    const planned = planReturn(historyWith(before), read('K', outcome, null), options)
    expect(planned).toMatchObject(E.right([{ action, before, outcome }]))
  })

  it('plans a note without a figure', () => {
    const planned = planReturn(historyWith(measured()), read('K', null, 'Late.'), options)
    expect(planned).toMatchObject(E.right([{ action: 'note', note: 'Late.', outcome: null }]))
  })

  it('has a fault at the cell of what the ledger would refuse', () => {
    const planned = planReturn(historyWith(measured()), read('L', measured(), null), options)
    expect(planned).toEqual(
      E.left([{ sheet: null, cell: 'B2', message: expect.stringContaining('"L"') as unknown }]),
    )
  })
})
