import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeLine, foldHistory, parsePeriod } from '@kpi-ledger/core'
import { points, scorecard, type Points } from '@kpi-ledger/projections'
import { either as E } from 'fp-ts'
import { ledgerLines } from './make-ledger'

const rightOf = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const textOf = (file: string): string => readFileSync(join(__dirname, '..', file), 'utf8')
const lines = textOf('ledger.ndjson').trimEnd().split('\n')
const history = foldHistory(lines.map((line) => rightOf(decodeLine()(line))))

const pointsOf = (financialYear: number): Points =>
  rightOf(points(history, { financialYear: { kind: 'financial-year', financialYear } }))

const cellOf = (kpi: string, period: string) => {
  const card = rightOf(scorecard(history, { periods: [rightOf(parsePeriod(period))] }))
  const row = card.serviceAreas.flatMap(({ kpis }) => kpis).find((each) => each.kpi === kpi)
  return row?.cells[0]
}

describe('the services contract', () => {
  it('is exactly what the invented steps make, and every event says that it is invented', async () => {
    expect(await ledgerLines()).toEqual(lines)
    for (const line of lines) expect(line).toMatch(/"actor":".* \(invented\)"/)
  })

  it('M34 has the points by quarter that its README works out by hand', () => {
    const rows = [...textOf('README.md').matchAll(/^\| (\d{4})\/\d\d +\|(.*)\|$/gm)]
    expect(rows).toHaveLength(2)
    for (const [, year = '', figures = ''] of rows) {
      const { byQuarter, total } = pointsOf(Number(year))
      const found = [...byQuarter.map(({ counted }) => counted), total]
      expect(found).toEqual(figures.split('|').map(Number))
    }
  })

  it('M34 doubles a failure after a failure, even across the end of a year, but not after relief (M33)', () => {
    const countedOf = (financialYear: number, kpi: string) =>
      pointsOf(financialYear)
        .kpis.find((each) => each.kpi === kpi)
        ?.periods.map(({ counted }) => counted)
    expect(countedOf(2024, 'KPI-1')).toEqual([0, 0, 1, 0, 3, 2, 6, 0, 0, 0, 0, 1])
    expect(countedOf(2025, 'KPI-1')?.slice(0, 2)).toEqual([4, 0])
    expect(countedOf(2024, 'KPI-3')?.slice(3, 6)).toEqual([2, 0, 1])
    expect(cellOf('KPI-3', '2024-08')).toMatchObject({
      ...{ rating: { code: 'met' }, computed: { code: 'severe' } },
    })
  })

  it('M15 rates figures to one decimal: 98.95 as 99, and 98.94 as a minor failure', () => {
    expect(cellOf('KPI-1', '2025-02')).toMatchObject({ rating: { code: 'met' }, rated: 99 })
    expect(cellOf('KPI-1', '2025-03')).toMatchObject({ rating: { code: 'minor' } })
  })

  it('M30 names the supplier it was novated to', () => {
    const before = [...history.origins].findIndex(({ type }) => type === 'ContractAmended')
    expect(before).toBeGreaterThan(0)
    expect(lines[before]).toContain('Second Facilities plc')
  })

  it('M3 has the mean of its months in a quarter', () => {
    expect(cellOf('KPI-2', 'FY2024-Q4')).toMatchObject({
      outcome: { kind: 'measured', value: 89.6 },
      figure: { aggregation: 'mean', from: ['2025-01', '2025-02', '2025-03'] },
    })
  })
})
