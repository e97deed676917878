import { committeeReport, committeeReportJson } from '@kpi-ledger/projections'
import { committeeReportDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand } from '../command/command'
import { answered, askHashed, inWords } from '../input/asking'
import { contractPeriod, yearStartOf } from '../input/contract-period'
import { EXAMPLE, periodOption, questionOptions } from '../input/shared-options'
import { rootOf } from '../verification/publications'

/** `report`: the committee report of a period (M42). */
export const command = defineCommand({
  name: 'report',
  group: 'Questions',
  summary:
    'The committee report of a period: scorecard, which targets were missed, why and since when, the year, restatements and rules.',
  example: `report --store ${EXAMPLE} --contract pssp --period 2016-05 --format html > may.html`,
  options: { ...questionOptions, period: periodOption },
  run: async (context, given) => {
    const asked = await askHashed(context, given)
    if (E.isLeft(asked)) return asked
    const { history, log, asAt, ledger } = asked.right
    const period = contractPeriod('--period', given.period, history)
    if (E.isLeft(period)) return period
    const report = inWords(committeeReport(history, { period: period.right, asAt }))
    return E.isLeft(report)
      ? report
      : answered(
          context,
          asked.right,
          committeeReportDocument(
            committeeReportJson(report.right, ledger, rootOf(log)),
            yearStartOf(history),
          ),
        )
  },
})
