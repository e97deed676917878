import { kpiLife } from '@kpi-ledger/projections'
import { kpiDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand } from '../command/command'
import { answered, ask, inWords } from '../input/asking'
import { contractPeriod, yearStartOf } from '../input/contract-period'
import { EXAMPLE, kpiOption, periodOption, questionOptions } from '../input/shared-options'

/** `kpi`: a KPI across 24 months, with its charts and the events behind them (M43, M44). */
export const command = defineCommand({
  name: 'kpi',
  group: 'Questions',
  summary: 'A KPI across 24 months: trend, year, chance, rules and every event behind it.',
  example: `kpi --store ${EXAMPLE} --contract pssp --kpi 'R&B-K-001' --period 2016-05`,
  formats: ['svg'],
  options: { ...questionOptions, kpi: kpiOption, period: periodOption },
  run: async (context, given) => {
    const asked = await ask(context, given)
    if (E.isLeft(asked)) return asked
    const { history, asAt } = asked.right
    const period = contractPeriod('--period', given.period, history)
    if (E.isLeft(period)) return period
    const life = inWords(kpiLife(history, { kpi: given.kpi, period: period.right, asAt }))
    return E.isLeft(life)
      ? life
      : answered(context, asked.right, kpiDocument(life.right, yearStartOf(history)))
  },
})
