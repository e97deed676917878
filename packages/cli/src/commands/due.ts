import { due } from '@kpi-ledger/projections'
import { dueDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand } from '../command/command'
import { answered, ask, inWords, named } from '../input/asking'
import { contractPeriod, yearStartOf } from '../input/contract-period'
import { EXAMPLE, periodOption, questionOptions, regimeOption } from '../input/shared-options'

/** `due`: what is due in a period and not recorded (M36). */
export const command = defineCommand({
  name: 'due',
  group: 'Questions',
  summary: 'The KPIs due in a period that have no outcome yet, and how long ago it ended.',
  example: `due --store ${EXAMPLE} --contract pssp --period 2016-06`,
  options: { ...questionOptions, period: periodOption, regime: regimeOption },
  run: async (context, given) => {
    const asked = await ask(context, given)
    if (E.isLeft(asked)) return asked
    const { history, asAt } = asked.right
    const period = contractPeriod('--period', given.period, history)
    if (E.isLeft(period)) return period
    const query = { period: period.right, now: context.io.now(), asAt, ...named(given.regime) }
    const list = inWords(due(history, query))
    return E.isLeft(list)
      ? list
      : answered(context, asked.right, dueDocument(list.right, yearStartOf(history)))
  },
})
