import { comparison } from '@kpi-ledger/projections'
import { comparisonDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand } from '../command/command'
import { asTyped, required } from '../command/option'
import { answered, ask, inWords } from '../input/asking'
import { contractPeriods, yearStartOf } from '../input/contract-period'
import { EXAMPLE, periodsOption, questionOptions } from '../input/shared-options'

/** `compare`: the same actuals under two regimes. */
export const command = defineCommand({
  name: 'compare',
  group: 'Questions',
  summary: 'The same actuals rated under two regimes.',
  example: `compare --store ${EXAMPLE} --contract pssp --from pssp-2016 --to pssp-2016 --period 2016-05`,
  options: {
    ...questionOptions,
    a: required('--from <regime>', 'regime A', asTyped),
    b: required('--to <regime>', 'regime B', asTyped),
    periods: periodsOption(true),
  },
  run: async (context, given) => {
    const asked = await ask(context, given)
    if (E.isLeft(asked)) return asked
    const { history, asAt } = asked.right
    const { a, b, periods } = given
    const read = contractPeriods('--period', periods, history)
    if (E.isLeft(read)) return read
    const compared = inWords(comparison(history, { a, b, periods: read.right, asAt }))
    return E.isLeft(compared)
      ? compared
      : answered(context, asked.right, comparisonDocument(compared.right, yearStartOf(history)))
  },
})
