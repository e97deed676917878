import { memoryStore } from '@kpi-ledger/adapters'
import type { Command, EventStore } from '@kpi-ledger/core'
import { fixedClock, psspScheme, sequentialIds } from '@kpi-ledger/testing'
import { openLedger, orThrow, type Ledger, type LedgerOptions } from './index'

export const register = (contract: string): Command => ({
  type: 'RegisterContract',
  contract,
  title: 'A contract',
  authority: 'A council',
  supplier: 'A supplier',
  yearStart: 4,
})

export const adopt = (contract: string, regime = 'r', effectiveFrom = '2016-04'): Command => ({
  ...{ type: 'AdoptRegime', contract, regime, title: 'A regime', effectiveFrom },
  scheme: psspScheme,
})

export const define = (contract: string, kpi: string, regime = 'r'): Command => ({
  ...{ type: 'DefineKPI', contract, regime, kpi, description: `What ${kpi} counts` },
  ...{ serviceArea: 'An area', frequency: 'monthly', unit: 'percent' },
  ...{ effectiveFrom: '2016-04', target: { comparator: '>=', value: 90 } },
})

export const figure = (
  contract: string,
  kpi: string,
  value: number,
  period = '2016-04',
): Command => ({
  ...{ type: 'RecordActual', contract, kpi, period },
  outcome: { kind: 'measured', value },
})

export const correction = (contract: string, kpi: string, value: number): Command => ({
  ...{ type: 'CorrectActual', contract, kpi, period: '2016-04', reason: 'A late return' },
  outcome: { kind: 'measured', value },
})

/** A contract of some KPIs, K-0 and so on. */
export const contractOf = (contract: string, kpis = 1): ReadonlyArray<Command> => [
  register(contract),
  adopt(contract),
  ...Array.from({ length: kpis }, (_, n) => define(contract, `K-${n}`)),
]

let opened = 0
const ledgers: Array<Ledger> = []

/** A ledger with a clock and ids of its own, closed by {@link closeAll}. */
export const open = async (
  store: string | EventStore = memoryStore(),
  options: LedgerOptions = {},
): Promise<Ledger> => {
  const newId = sequentialIds(`ledger ${opened++}`)
  const ledger = orThrow(await openLedger(store, { now: fixedClock(), newId, ...options }))
  ledgers.push(ledger)
  return ledger
}

export const closeAll = async (): Promise<void> => {
  await Promise.all(ledgers.splice(0).map((ledger) => ledger.close()))
}
