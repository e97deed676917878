import { scorecard, scorecardJson, yearGrid } from '@kpi-ledger/projections'
import { scorecardDocument, yearGridDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printed, type Context, type Outcome } from '../command/command'
import { oneOf, optional, type Given } from '../command/option'
import { badInput } from '../failure'
import { ask, askForRoot, inWords, named } from '../input/asking'
import { allMeant, meant, yearStartOf } from '../input/meant'
import { readYear } from '../input/options'
import { EXAMPLE, periodsOption, questionOptions, regimeOption } from '../input/shared-options'

const options = {
  ...questionOptions,
  periods: { ...periodsOption, required: false },
  financialYear: optional(
    '--year <year>',
    'figure and rating in each month of a year, such as 2016/17 or FY2016; in place of --period',
    readYear,
  ),
  by: oneOf('--by <part>', 'the parts of --year that are shown; month by default', [
    'month',
    'quarter',
  ]),
  regime: regimeOption,
}

type Asked = Given<typeof options>

/** The year grid (M35). */
const askForYear = async (
  context: Context,
  given: Asked,
  written: NonNullable<Asked['financialYear']>,
): Outcome => {
  const asked = await ask(context, given)
  if (E.isLeft(asked)) return asked
  const { history, asAt } = asked.right
  const year = meant('--year', written, history)
  if (E.isLeft(year)) return year
  const { by, regime } = given
  const query = { financialYear: year.right, asAt, ...(by === null ? {} : { by }) }
  const grid = inWords(yearGrid(history, { ...query, ...named(regime) }))
  return E.isLeft(grid) ? grid : printed(yearGridDocument(grid.right, yearStartOf(history)))
}

const askForPeriods = async (context: Context, given: Asked): Outcome => {
  const { periods, regime } = given
  const asked = await askForRoot(context, given)
  if (E.isLeft(asked)) return asked
  const { history, asAt, ledger } = asked.right
  const all = allMeant('--period', periods, history)
  if (E.isLeft(all)) return all
  const card = inWords(scorecard(history, { periods: all.right, asAt, ...named(regime) }))
  if (E.isLeft(card)) return card
  return printed(
    scorecardDocument(
      ledger === null ? card.right : scorecardJson(card.right, ledger),
      yearStartOf(history),
    ),
  )
}

/** `scorecard`: a contract's KPIs, rated. */
export const command = defineCommand({
  name: 'scorecard',
  group: 'Questions',
  summary: 'A contract’s KPIs for one or more periods, or across a year, rated.',
  example: `scorecard --store ${EXAMPLE} --contract pssp --period 2016-04 --period 2016-05`,
  options,
  run: (context, given) => {
    const { periods, financialYear, by } = given
    const refused = (message: string): Outcome => Promise.resolve(E.left(badInput(message)))
    if (financialYear === null) {
      if (periods.length === 0) return refused('specify --period, or --year for a whole year')
      return by === null
        ? askForPeriods(context, given)
        : refused('--by is the parts of a year: specify --year with it')
    }
    return periods.length === 0
      ? askForYear(context, given, financialYear)
      : refused('specify either --period or --year')
  },
})
