import { points } from '@kpi-ledger/projections'
import { pointsDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand } from '../command/command'
import { answered, ask, inWords } from '../input/asking'
import { contractPeriod, yearStartOf } from '../input/contract-period'
import { EXAMPLE, questionOptions, yearOption } from '../input/shared-options'

/** `points`: what a contract's KPIs cost in a year (M34). */
export const command = defineCommand({
  name: 'points',
  group: 'Questions',
  summary: 'The points of a contract’s KPIs in a year, by the bands they fell into.',
  example: `points --store ${EXAMPLE} --contract pssp --year FY2016`,
  options: { ...questionOptions, financialYear: yearOption },
  run: async (context, given) => {
    const asked = await ask(context, given)
    if (E.isLeft(asked)) return asked
    const { history, asAt } = asked.right
    const year = contractPeriod('--year', given.financialYear, history)
    if (E.isLeft(year)) return year
    const counted = inWords(points(history, { financialYear: year.right, asAt }))
    return E.isLeft(counted)
      ? counted
      : answered(context, asked.right, pointsDocument(counted.right, yearStartOf(history)))
  },
})
