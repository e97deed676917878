import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import { arbitraryLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import {
  actual,
  adopted,
  at,
  corrected,
  defined,
  expectEqual,
  kpisOf,
  noted,
  period,
  recorded,
  registered,
  valueOf,
} from '../fixture.spec'
import { asAt, now } from '../history/as-at'
import { publish } from '../publication/publish'
import { scorecard } from '../scorecard/scorecard'
import { portfolioContract, portfolioOf } from './portfolio'

const may = period('2016-05')

const before: ReadonlyArray<DomainEvent> = [
  registered,
  adopted('r', '2016-04'),
  defined('A', 'r', '2016-04'),
  defined('B', 'r', '2016-04'),
  defined('Q', 'r', '2016-04', { frequency: 'quarterly' }),
  actual('A', '2016-05', 91),
]

const publication = (): DomainEvent => {
  const history = foldHistory(recorded(before))
  const ledger = { size: before.length, root: '0'.repeat(64) }
  const {
    type: _,
    contract: __,
    metadata: ___,
    ...data
  } = valueOf(
    publish(history, {
      ...{ period: may, ledger, at: '2016-06-20T10:00:00.000Z', metadata: { actor: 'Board' } },
      incomplete: true,
    }),
  ).command
  return { type: 'ScorecardPublished', data }
}

const published = [
  ...before,
  publication(),
  corrected('A', '2016-05', 80),
  noted('2016-05', 'n', 'B'),
]

describe('M38 a contract in a portfolio', () => {
  it('has its regime, its counts, what is due but not recorded, and when it last changed', () => {
    expect(portfolioContract(foldHistory(recorded(before)), { period: may })).toEqual({
      ...{
        contract: 'c',
        title: 'Contract C',
        authority: 'A',
        supplier: 'S',
        regime: 'r',
        kpis: 3,
      },
      grades: {
        ...{ good: 1, 'approaching-target': 0, 'requires-improvement': 0, inadequate: 0, other: 2 },
      },
      // The quarterly KPI is not due in May.
      ...{ notRecorded: 1, lastRecordedAt: at(5), size: 6, published: false, restatedCells: 0 },
    })
  })

  it('is published, with the number of cells that are different now (M26)', () => {
    const history = foldHistory(recorded(published))
    expect(portfolioContract(history, { period: may })).toMatchObject({
      ...{ published: true, restatedCells: 1, size: 9 },
    })
    expect(portfolioContract(history, { period: may, asAt: asAt(at(6)) })).toMatchObject({
      ...{ published: true, restatedCells: 0, size: 7, lastRecordedAt: at(6) },
    })
    expect(portfolioContract(history, { period: period('2016-04') })).toMatchObject({
      ...{ published: false, restatedCells: 0 },
    })
  })

  it('has nothing to count if no regime is in effect, and is left out before it was registered', () => {
    const history = foldHistory(recorded(before))
    expect(portfolioContract(history, { period: period('2016-03') })).toMatchObject({
      ...{ regime: null, kpis: 0, notRecorded: 0, size: 6 },
    })
    const asked = { period: may, asAt: asAt('2016-05-31T23:59:59.999Z') }
    expect(portfolioContract(history, asked)).toBeNull()
    expect(portfolioContract(foldHistory([]), { period: may })).toBeNull()
  })
})

test('M38 a portfolio agrees with the scorecards of its contracts, by their ids, as at any time', () => {
  const ledgers = fc.tuple(
    arbitraryLedger({ contract: 'b' }),
    arbitraryLedger({ contract: 'a' }),
    fc.nat(),
    fc.constantFrom('2016-05', '2016-03', 'FY2016-Q1', 'FY2016', '2014-06'),
  )
  fc.assert(
    fc.property(ledgers, ([first, second, n, text]) => {
      const all = [...first, ...second]
      const instant = all[n % (all.length + 1)]?.recordedAt ?? null
      const query = { period: period(text), asAt: { facts: instant, rules: instant } }
      const rows = [first, second].flatMap(
        (events) => portfolioContract(foldHistory(events), query) ?? [],
      )
      const portfolio = portfolioOf(rows, query)
      const known = [second, first].map((events) =>
        events.filter(({ recordedAt }) => instant === null || recordedAt <= instant),
      )
      const expected = known.flatMap((events) => {
        if (events.length === 0) return []
        const card = scorecard(foldHistory(events), { periods: [query.period], asAt: now })
        const cells = E.isLeft(card) ? [] : kpisOf(card.right).flatMap((kpi) => kpi.cells)
        const of = (grade: string): number =>
          cells.filter((cell) => cell?.rating.grade === grade).length
        return [
          {
            contract: events[0]?.stream.slice('kpiContract-'.length),
            kpis: cells.length,
            good: of('good'),
            other: of('other'),
            inadequate: of('inadequate'),
            notRecorded: cells.filter((cell) => cell?.reason === 'not-recorded').length,
            size: events.length,
            lastRecordedAt: events.at(-1)?.recordedAt,
          },
        ]
      })
      expectEqual(
        portfolio.contracts.map(
          ({ contract, kpis, grades, notRecorded, size, lastRecordedAt }) => ({
            ...{ contract, kpis, good: grades.good, other: grades.other },
            ...{ inadequate: grades.inadequate, notRecorded, size, lastRecordedAt },
          }),
        ),
        expected,
      )
      expect(portfolio.grades.good).toBe(expected.reduce((sum, { good }) => sum + good, 0))
    }),
  )
})
