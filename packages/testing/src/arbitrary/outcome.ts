import type { NotMeasuredReason, Outcome } from '@kpi-ledger/core'
import fc from 'fast-check'
import { arbitraryFigure } from './figures'

const reason = fc.constantFrom<NotMeasuredReason>(
  'not-due',
  'not-yet-measurable',
  'no-activity',
  'no-data',
  'not-measurable',
)

const printed = fc.constantFrom('N/A', '50', 'see note')

/** An outcome: usually a measured value, otherwise the reason why there is none (M17, M18). */
export const arbitraryOutcome = (): fc.Arbitrary<Outcome> =>
  fc.oneof(
    {
      arbitrary: fc.record(
        {
          kind: fc.constant('measured' as const),
          value: arbitraryFigure(),
          of: arbitraryFigure(),
          published: printed,
        },
        { requiredKeys: ['kind', 'value'], noNullPrototype: true },
      ),
      weight: 4,
    },
    {
      arbitrary: fc.record(
        { kind: fc.constant('not-measured' as const), reason, text: printed },
        { requiredKeys: ['kind', 'reason'], noNullPrototype: true },
      ),
      weight: 1,
    },
  )
