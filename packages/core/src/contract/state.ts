import type { EventData } from '../events/data'
import type { RecordedEvent } from '../events/envelope'
import { addToRulebook, emptyRulebook, type Rulebook } from './rulebook'

/** What the decider has to know of a contract to judge the next command. */
export interface ContractState {
  readonly registered: EventData<'ContractRegistered'> | null
  readonly rules: Rulebook
  /** Periods with an actual, by KPI (M19). */
  readonly actuals: Map<string, Set<string>>
  /** Number of events so far; the next one has this revision. */
  readonly size: number
  /** When the last event was recorded; the next one is not before it (M20). */
  readonly lastRecordedAt: string | null
}

export const initialState = (): ContractState => ({
  registered: null,
  rules: emptyRulebook(),
  actuals: new Map(),
  size: 0,
  lastRecordedAt: null,
})

const addActual = (state: ContractState, kpi: string, period: string): void => {
  const periods = state.actuals.get(kpi)
  if (periods === undefined) state.actuals.set(kpi, new Set([period]))
  else periods.add(period)
}

/**
 * The state after one more event. The maps are extended in place, so the state before it is
 * given up: a fold over a long stream must not copy what it has already read.
 */
export const evolve = (state: ContractState, event: RecordedEvent): ContractState => {
  addToRulebook(state.rules, event)
  if (event.type === 'ActualRecorded') addActual(state, event.data.kpi, event.data.period)
  return {
    ...state,
    registered: event.type === 'ContractRegistered' ? event.data : state.registered,
    size: event.revision + 1,
    lastRecordedAt: event.recordedAt,
  }
}

/** Whether an actual was recorded for exactly that period (M19). */
export const hasActual = (state: ContractState, kpi: string, period: string): boolean =>
  state.actuals.get(kpi)?.has(period) ?? false
