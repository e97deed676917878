import type { DomainEvent } from './envelope'

/** What an event is about, as far as it says. */
export interface Subject {
  /** The KPI, if it is about one. */
  readonly kpi?: string | undefined
  /** The regime, if it is about one. */
  readonly regime?: string | undefined
  /** As text (M1). */
  readonly period?: string | undefined
}

/** The KPI, regime and period an event is about, as far as it names them. */
export const subjectOf = ({ data }: DomainEvent): Subject => ({
  kpi: 'kpi' in data ? data.kpi : undefined,
  regime: 'regime' in data ? data.regime : undefined,
  period: 'period' in data ? data.period : undefined,
})
