import { foldHistory } from '@kpi-ledger/core'
import { rules, scorecard, yearGrid } from '@kpi-ledger/projections'
import { psspScheme, recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { scorecardDocument } from './scorecard'

const rightOf = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

const figure = (period: string, value: number): EventFixture => ({
  type: 'ActualRecorded',
  data: { kpi: 'K', period, outcome: { kind: 'measured', value } },
})

const historyOf = (...figures: ReadonlyArray<EventFixture>) =>
  foldHistory(
    recorded('c', [
      {
        type: 'ContractRegistered',
        data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
      },
      {
        type: 'RegimeAdopted',
        data: { regime: 'r', title: 'R', effectiveFrom: '2015-04', scheme: psspScheme },
      },
      {
        type: 'KPIDefined',
        data: {
          ...{ regime: 'r', kpi: 'K', description: 'Kerbs', serviceArea: 'S', unit: 'percent' },
          ...{ frequency: 'quarterly', effectiveFrom: '2015-04' },
          target: { comparator: '>=', value: 90 },
        },
      },
      ...figures,
    ]),
  )

/** What the page for April 2016 notes on the KPI's row. */
const notesOf = async (...figures: ReadonlyArray<EventFixture>): Promise<ReadonlyArray<string>> => {
  const history = historyOf(...figures)
  const april = { kind: 'month', year: 2016, month: 4 } as const
  const card = rightOf(scorecard(history, { periods: [april] }))
  const years = [2015, 2016].map((financialYear) =>
    rightOf(yearGrid(history, { financialYear: { kind: 'financial-year', financialYear } })),
  )
  const background = { changed: [], publications: [], rules: rightOf(rules(history)), years }
  const notes: Array<string> = []
  for (const block of scorecardDocument(card, 4, background).blocks)
    if (block.kind === 'table')
      for await (const row of block.rows)
        if (row.kind === 'cells')
          notes.push(...row.notes.map(({ group, text }) => `${group ?? ''}: ${text}`))
  return notes
}

it('a KPI that was not met when last rated is not forgotten while it is not due, even across years', async () => {
  expect(await notesOf(figure('FY2015-Q4', 80))).toEqual([
    'Apr 2016: Not Met when last rated, in Mar 2016',
  ])
  expect(await notesOf(figure('FY2015-Q3', 80), figure('FY2015-Q4', 95))).toEqual([])
  expect(await notesOf(figure('FY2015-Q4', 80), figure('2016-04', 80))).toEqual([])
})
