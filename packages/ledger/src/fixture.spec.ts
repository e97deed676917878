import { memoryStore } from '@kpi-ledger/adapters'
import type { Command, EventStore } from '@kpi-ledger/core'
import { fixedClock, psspScheme, sequentialIds } from '@kpi-ledger/testing'
import { openLedger, orThrow, type Ledger, type LedgerOptions } from './index'

/** The command that registers a contract. */
export const register = (contract: string): Command => ({
  type: 'RegisterContract',
  contract,
  title: 'A contract',
  authority: 'A council',
  supplier: 'A supplier',
  yearStart: 4,
})

/** The command that adopts a regime. */
export const adopt = (contract: string, regime = 'r', effectiveFrom = '2016-04'): Command => ({
  ...{ type: 'AdoptRegime', contract, regime, title: 'A regime', effectiveFrom },
  scheme: psspScheme,
})

/** The command that defines a KPI of at least 90 percent. */
export const define = (contract: string, kpi: string, regime = 'r'): Command => ({
  ...{ type: 'DefineKPI', contract, regime, kpi, description: `What ${kpi} counts` },
  ...{ serviceArea: 'An area', frequency: 'monthly', unit: 'percent' },
  ...{ effectiveFrom: '2016-04', target: { comparator: '>=', value: 90 } },
})

/** The command that records a figure. */
export const figure = (
  contract: string,
  kpi: string,
  value: number,
  period = '2016-04',
): Command => ({
  ...{ type: 'RecordActual', contract, kpi, period },
  outcome: { kind: 'measured', value },
})

/** The command that corrects the figure of April 2016. */
export const correction = (contract: string, kpi: string, value: number): Command => ({
  ...{ type: 'CorrectActual', contract, kpi, period: '2016-04', reason: 'A late return' },
  outcome: { kind: 'measured', value },
})

/** The commands that set up a contract with KPIs K-0, K-1 and so on. */
export const contractOf = (contract: string, kpis = 1): ReadonlyArray<Command> => [
  register(contract),
  adopt(contract),
  ...Array.from({ length: kpis }, (_, n) => define(contract, `K-${n}`)),
]

let opened = 0
const ledgers: Array<Ledger> = []

/** Opens a ledger with its own clock and ids, which {@link closeAll} closes. */
export const open = async (
  store: string | EventStore = memoryStore(),
  options: LedgerOptions = {},
): Promise<Ledger> => {
  const newId = sequentialIds(`ledger ${opened++}`)
  const ledger = orThrow(await openLedger(store, { now: fixedClock(), newId, ...options }))
  ledgers.push(ledger)
  return ledger
}

/** Closes the ledgers that {@link open} opened. */
export const closeAll = async (): Promise<void> => {
  await Promise.all(ledgers.splice(0).map((ledger) => ledger.close()))
}
