import { scorecard, scorecardJson } from '@kpi-ledger/projections'
import { scorecardDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printed } from '../command/command'
import { askForRoot, inWords, named } from '../input/asking'
import { allMeant } from '../input/meant'
import { EXAMPLE, periodsOption, questionOptions, regimeOption } from '../input/shared-options'

/** `scorecard`: a contract's KPIs, rated. */
export const command = defineCommand({
  name: 'scorecard',
  group: 'Questions',
  summary: 'A contract’s KPIs for one or more periods, rated.',
  example: `scorecard --store ${EXAMPLE} --contract pssp --period 2016-04 --period 2016-05`,
  options: { ...questionOptions, periods: periodsOption, regime: regimeOption },
  run: async (context, given) => {
    const { periods, regime } = given
    const asked = await askForRoot(context, given)
    if (E.isLeft(asked)) return asked
    const { history, asAt, ledger } = asked.right
    const meant = allMeant('--period', periods, history)
    if (E.isLeft(meant)) return meant
    const card = inWords(scorecard(history, { periods: meant.right, asAt, ...named(regime) }))
    if (E.isLeft(card)) return card
    return printed(
      scorecardDocument(ledger === null ? card.right : scorecardJson(card.right, ledger)),
    )
  },
})
