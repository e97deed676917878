import type { Period } from '@kpi-ledger/core'
import { definitionInForce, formatMonth, lastMonth } from '@kpi-ledger/core/unstable'
import { actualShown } from '../history/facts'
import type { Question } from '../history/question'
import type { Evidence } from '../scorecard/cell'
import type { Member } from './pairing'

/** The other KPI's actual, if it may be used in a period: same unit then, different reference (M23). */
export const evidenceFrom = (
  { history, contract, facts, rules: known }: Question,
  self: Member,
  other: Member | null,
  period: Period,
): Evidence | null => {
  if (other === null || other.rules.kpi === self.rules.kpi) return null
  const { yearStart } = contract
  const month = formatMonth(lastMonth(period, yearStart))
  const [own, others] = [self, other].map(({ rules, regime }) =>
    definitionInForce(history.rules, rules, regime, month, known),
  )
  if (others === undefined || others.unit !== own?.unit) return null
  const { kpi } = other.rules
  const shown = actualShown(history, kpi, period, yearStart, others.accumulation, facts)
  return shown && { kpi, ...shown }
}
