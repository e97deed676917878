import { explanation, explanationJson } from '@kpi-ledger/projections'
import { explanationDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand } from '../command/command'
import { asTyped, optional } from '../command/option'
import { answered, askHashed, inWords, named } from '../input/asking'
import { contractPeriod, yearStartOf } from '../input/contract-period'
import {
  EXAMPLE,
  kpiOption,
  periodOption,
  questionOptions,
  regimeOption,
} from '../input/shared-options'

/** `explain`: why a KPI has its rating, event by event (M28). */
export const command = defineCommand({
  name: 'explain',
  group: 'Questions',
  summary: 'Why a KPI is rated as it is, event by event.',
  example: `explain --store ${EXAMPLE} --contract pssp --kpi 'R&B-K-008' --period 2016-05`,
  options: {
    ...questionOptions,
    kpi: kpiOption,
    period: periodOption,
    regime: regimeOption,
    comparedWith: optional(
      '--compared-with <regime>',
      'explain the cell as compare shows it beside this regime',
      asTyped,
    ),
    beside: optional(
      '--beside <kpi>',
      'with --compared-with: the KPI in the same row, where several share one',
      asTyped,
    ),
  },
  run: async (context, given) => {
    const asked = await askHashed(context, given)
    if (E.isLeft(asked)) return asked
    const { history, asAt, ledger } = asked.right
    const { kpi, regime, comparedWith, beside } = given
    const period = contractPeriod('--period', given.period, history)
    if (E.isLeft(period)) return period
    const explained = inWords(
      explanation(history, {
        ...{ kpi, period: period.right, asAt, ...named(regime) },
        ...(comparedWith === null ? {} : { comparedWith }),
        ...(beside === null ? {} : { beside }),
      }),
    )
    if (E.isLeft(explained)) return explained
    return answered(
      context,
      asked.right,
      explanationDocument(explanationJson(explained.right, ledger), yearStartOf(history)),
    )
  },
})
