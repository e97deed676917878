import type { EventData } from '@kpi-ledger/core'
import type { ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray'
import type { Place } from './place'

/** What a KPI is, apart from its reference, its regime and its target. */
export type StatedDefinition = Omit<
  EventData<'KPIDefined'>,
  'regime' | 'kpi' | 'effectiveFrom' | 'target'
>

/** A KPI's target from a month on, and why it was revised if the file says so (M6). */
export interface StatedTarget extends Place {
  /** The first month of the target. */
  readonly effectiveFrom: EventData<'TargetRevised'>['effectiveFrom']
  /** The target; null if the KPI has none from then on. */
  readonly target: EventData<'TargetRevised'>['target']
  /** Null if the file gives none. */
  readonly reason: string | null
}

/** The retirement of a KPI from a regime (M7). */
export interface StatedRetirement extends Place {
  /** The first month without the KPI. */
  readonly effectiveFrom: EventData<'KPIRetired'>['effectiveFrom']
  /** Null if the file gives none. */
  readonly reason: string | null
}

/** A KPI as a regime in the file has it. */
export interface StatedKPI extends Place {
  /** The reference of the KPI. */
  readonly kpi: string
  /** What the KPI is; null if it is carried over as the regime before defined it (M8). */
  readonly definition: StatedDefinition | null
  /** Its targets, in the order of their first months. */
  readonly targets: ReadonlyNonEmptyArray<StatedTarget>
  /** Its retirement; null if it is not retired. */
  readonly retired: StatedRetirement | null
}

/** A regime with its KPIs. */
export interface StatedRegime extends Place {
  /** The regime, as its event records it. */
  readonly adopted: EventData<'RegimeAdopted'>
  /** Its KPIs, in the order of the file. */
  readonly kpis: ReadonlyArray<StatedKPI>
}

/** A contract as a definition states it: checked on its own, but not yet compared with a ledger. */
export interface ContractDefinition extends Place {
  /** The contract, as its event records it. */
  readonly contract: EventData<'ContractRegistered'>
  /** Its regimes, in the order in which they take effect (M4). */
  readonly regimes: ReadonlyArray<StatedRegime>
}
