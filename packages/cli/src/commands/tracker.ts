import { tracker } from '@kpi-ledger/projections'
import { trackerDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand } from '../command/command'
import { asTyped, optional } from '../command/option'
import { answered, ask, inWords, named } from '../input/asking'
import { contractPeriod, yearStartOf } from '../input/contract-period'
import { EXAMPLE, kpiOption, questionOptions, yearOption } from '../input/shared-options'

/** `tracker`: a KPI's year against its profile. */
export const command = defineCommand({
  name: 'tracker',
  group: 'Questions',
  summary: 'A KPI across a financial year, against its profile or else its target.',
  example: `tracker --store ${EXAMPLE} --contract pssp --kpi 'R&B-K-001' --year FY2016`,
  formats: ['svg'],
  options: {
    ...questionOptions,
    kpi: kpiOption,
    financialYear: yearOption,
    regime: optional(
      '--regime <id>',
      'the regime; by default the one in effect at the end of the year',
      asTyped,
    ),
  },
  run: async (context, given) => {
    const asked = await ask(context, given)
    if (E.isLeft(asked)) return asked
    const { history, asAt } = asked.right
    const { kpi, regime } = given
    const year = contractPeriod('--year', given.financialYear, history)
    if (E.isLeft(year)) return year
    const tracked = inWords(
      tracker(history, { kpi, financialYear: year.right, asAt, ...named(regime) }),
    )
    return E.isLeft(tracked)
      ? tracked
      : answered(context, asked.right, trackerDocument(tracked.right, yearStartOf(history)))
  },
})
