import { foldHistory, scorecard, yearGrid, type History } from '@kpi-ledger/projections'
import { monthsOf } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { race, type Timing } from './measure'
import { longHistory } from './view'

const YEAR = { kind: 'financial-year', financialYear: 1900 } as const
const APRIL = 4
const GRIDS = 20

const must = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right
}

const gridOf = (history: History) => must(yearGrid(history, { financialYear: YEAR }))

const cellsIn = (history: History): number =>
  gridOf(history).serviceAreas.reduce(
    (sum, { kpis }) =>
      sum +
      kpis.reduce(
        (of, { cells }) => of + cells.filter((cell) => cell !== null && cell.outcome).length,
        0,
      ),
    0,
  )

const often = (name: string, work: () => unknown) => ({
  name,
  work: () => {
    for (let i = 0; i < GRIDS; i++) work()
  },
})

/**
 * Times a year grid of 40 KPIs and twelve months on folded histories of growing size, beside the
 * scorecard of the same months and reading the grid as JSON.
 */
export const raceYearGrids = (
  sizes: ReadonlyArray<number>,
  limit: number,
): ReadonlyArray<Timing> => {
  const histories = sizes.map((size) => foldHistory(longHistory(size)))
  for (const history of histories)
    if (cellsIn(history) !== 40 * 12) throw new Error(`${cellsIn(history)} figures in the grid`)
  const [history] = histories.slice(-1)
  if (history === undefined) throw new Error('no history')
  const periods = monthsOf(YEAR, APRIL)
  const json = JSON.stringify(gridOf(history))
  const timings = race([
    ...histories.map((of, i) =>
      often(`the year grid on ${sizes[i]?.toLocaleString('en') ?? ''} events`, () => gridOf(of)),
    ),
    often('a scorecard of its months, on the last', () => must(scorecard(history, { periods }))),
    often('JSON.parse of the grid', () => JSON.parse(json) as unknown),
  ])
  return [
    { name: 'the limit', milliseconds: limit },
    ...timings.map(({ name, milliseconds }) => ({ name, milliseconds: milliseconds / GRIDS })),
  ]
}
