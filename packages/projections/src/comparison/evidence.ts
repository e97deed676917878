import { definitionInForce, formatMonth, lastMonth } from '@kpi-ledger/core/unstable'
import { figureShown } from '../figure/figure'
import type { Question } from '../history/question'
import type { EvidenceIn } from '../scorecard/cell'
import type { Member } from './pairing'

/** The other KPI's figure, if it may be used in a period: same unit then, different reference (M23). */
export const evidenceFrom =
  (question: Question, self: Member, other: Member | null): EvidenceIn =>
  (period) => {
    if (other === null || other.rules.kpi === self.rules.kpi) return null
    const { history, contract, rules: known } = question
    const month = formatMonth(lastMonth(period, contract.yearStart))
    const [own, others] = [self, other].map(({ rules, regime }) =>
      definitionInForce(history.rules, rules, regime, month, known),
    )
    if (others === undefined || others.unit !== own?.unit) return null
    const shown = figureShown(question, other.rules.kpi, period, others)
    return shown === null || shown.outcome === null ? null : shown
  }
