import type { Period } from '@kpi-ledger/core'
import type { Adoption } from '@kpi-ledger/core/unstable'

/** The column of a cell: a period, rated under a regime. */
export interface Column {
  readonly period: Period
  readonly regime: Adoption
  /** The regime was asked for by name, so its targets reach back to earlier periods (M6). */
  readonly named: boolean
}
