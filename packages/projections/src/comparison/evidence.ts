import type { Period } from '@kpi-ledger/core'
import { actualShown } from '../history/facts'
import type { Question } from '../history/question'
import type { Evidence } from '../scorecard/cell'
import type { Member } from './pairing'

/** The other KPI's actual, if it may be used instead: same unit, different reference (M23). */
export const evidenceFrom = (
  { history, contract, facts }: Question,
  self: Member,
  other: Member | null,
  period: Period,
): Evidence | null => {
  if (other === null || other.rules.kpi === self.rules.kpi) return null
  if (other.definition.unit !== self.definition.unit) return null
  const { kpi } = other.rules
  const { accumulation } = other.definition
  const shown = actualShown(history, kpi, period, contract.yearStart, accumulation, facts)
  return shown && { kpi, ...shown }
}
