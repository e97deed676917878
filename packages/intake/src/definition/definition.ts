import type { EventData } from '@kpi-ledger/core'
import type { Place } from './place'

/** What a KPI is, beside its reference, its regime and its target. */
export type StatedDefinition = Omit<
  EventData<'KPIDefined'>,
  'regime' | 'kpi' | 'effectiveFrom' | 'target'
>

/** A KPI's target from a month on, and why it was revised, if the file says so (M6). */
export interface StatedTarget extends Place {
  readonly effectiveFrom: EventData<'TargetRevised'>['effectiveFrom']
  readonly target: EventData<'TargetRevised'>['target']
  /** Null if the file gives none. */
  readonly reason: string | null
}

/** The end of a KPI under a regime (M7). */
export interface StatedRetirement extends Place {
  readonly effectiveFrom: EventData<'KPIRetired'>['effectiveFrom']
  /** Null if the file gives none. */
  readonly reason: string | null
}

/** A KPI under a regime. */
export interface StatedKPI extends Place {
  readonly kpi: string
  /** Null if it is carried over from the regime before, as it was defined there (M8). */
  readonly definition: StatedDefinition | null
  /** By month, the first one first. */
  readonly targets: ReadonlyArray<StatedTarget>
  /** Null if it is not retired. */
  readonly retired: StatedRetirement | null
}

/** A regime with its KPIs. */
export interface StatedRegime extends Place {
  readonly adopted: EventData<'RegimeAdopted'>
  /** In the order of the file. */
  readonly kpis: ReadonlyArray<StatedKPI>
}

/** A contract as a definition states it: checked by itself, not yet compared with a ledger. */
export interface ContractDefinition extends Place {
  readonly contract: EventData<'ContractRegistered'>
  /** In the order in which they take effect (M4). */
  readonly regimes: ReadonlyArray<StatedRegime>
}
