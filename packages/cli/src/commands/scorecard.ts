import { scorecard, scorecardJson, yearGrid, type Scorecard } from '@kpi-ledger/projections'
import { scorecardDocument, yearGridDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { defineCommand, type Context, type Outcome } from '../command/command'
import { oneOf, optional, type Given } from '../command/option'
import { badInput, type Failure } from '../failure'
import {
  answered,
  ask,
  askHashed,
  inWords,
  named,
  type Asked as AskedContract,
} from '../input/asking'
import { contractPeriods, contractPeriod, yearStartOf } from '../input/contract-period'
import { readYear } from '../input/options'
import { scorecardBackground } from '../scorecard-background'
import { EXAMPLE, periodsOption, questionOptions, regimeOption } from '../input/shared-options'

const options = {
  ...questionOptions,
  periods: periodsOption(false),
  financialYear: optional(
    '--year <year>',
    'figure and rating in each month of a year, such as 2016/17 or FY2016; instead of --period',
    readYear,
  ),
  by: oneOf('--by <part>', 'the parts of --year to show; month by default', ['month', 'quarter']),
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
  const year = contractPeriod('--year', written, history)
  if (E.isLeft(year)) return year
  const { by, regime } = given
  const query = { financialYear: year.right, asAt, ...(by === null ? {} : { by }) }
  const grid = inWords(yearGrid(history, { ...query, ...named(regime) }))
  return E.isLeft(grid)
    ? grid
    : answered(context, asked.right, yearGridDocument(grid.right, yearStartOf(history)))
}

/** The scorecard of the requested periods. */
const cardOf = (
  { history, asAt }: AskedContract,
  { periods, regime }: Asked,
): E.Either<Failure, Scorecard> => {
  const all = contractPeriods('--period', periods, history)
  if (E.isLeft(all)) return all
  return inWords(scorecard(history, { periods: all.right, asAt, ...named(regime) }))
}

const askForPeriods = async (context: Context, given: Asked): Outcome => {
  const asked = await askHashed(context, given)
  if (E.isLeft(asked)) return asked
  const { history, ledger } = asked.right
  const card = cardOf(asked.right, given)
  if (E.isLeft(card)) return card
  return answered(
    context,
    asked.right,
    scorecardDocument(scorecardJson(card.right, ledger), yearStartOf(history)),
  )
}

/** The same with its background, for a page. */
const askForPage = async (context: Context, given: Asked): Outcome => {
  const asked = await askHashed(context, given)
  if (E.isLeft(asked)) return asked
  const card = cardOf(asked.right, given)
  if (E.isLeft(card)) return card
  const { history, ledger } = asked.right
  const answer = scorecardJson(card.right, ledger)
  return pipe(
    inWords(scorecardBackground(asked.right, card.right, named(given.regime))),
    E.chainW((background) =>
      answered(context, asked.right, scorecardDocument(answer, yearStartOf(history), background)),
    ),
  )
}

/** `scorecard`: a contract's KPIs, rated. */
export const command = defineCommand({
  name: 'scorecard',
  group: 'Questions',
  summary: 'A contract’s KPIs for one or more periods, or across a year, rated.',
  example: `scorecard --store ${EXAMPLE} --contract pssp --period 2016-04 --period 2016-05`,
  formats: ['svg'],
  options,
  run: (context, given) => {
    const { periods, financialYear, by } = given
    const refused = (message: string): Outcome => Promise.resolve(E.left(badInput(message)))
    if (financialYear === null && context.format === 'svg')
      return refused('a scorecard has charts only for a year: specify --year, or use kpi')
    if (financialYear === null) {
      if (periods.length === 0) return refused('specify --period, or --year for a whole year')
      if (by !== null) return refused('--by divides a year: specify --year with it')
      return context.showsBackground ? askForPage(context, given) : askForPeriods(context, given)
    }
    return periods.length === 0
      ? askForYear(context, given, financialYear)
      : refused('specify either --period or --year')
  },
})
