import type { Period } from '@kpi-ledger/core'
import type { Adoption } from '@kpi-ledger/core/unstable'

/** The column of a cell: a period, rated under a regime. */
export interface Column {
  /** The period. */
  readonly period: Period
  /** The regime to rate under. */
  readonly regime: Adoption
  /** Whether the regime was asked for by name, so that its targets reach back to earlier periods (M6). */
  readonly named: boolean
}
