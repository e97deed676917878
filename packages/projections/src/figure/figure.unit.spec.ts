import {
  foldHistory,
  type Aggregation,
  type DomainEvent,
  type EventData,
  type Outcome,
} from '@kpi-ledger/core'
import { branded } from '@kpi-ledger/core/unstable'
import { fc } from '@kpi-ledger/testing'
import { runs } from '../../../../scripts/jest/runs'
import { comparison } from '../comparison/comparison'
import { due } from '../due/due'
import { explanation } from '../explanation/explanation'
import {
  actual,
  adopted,
  at,
  cardFor,
  cellOf,
  corrected,
  defined,
  measured,
  period,
  recorded,
  registered,
  valueOf,
} from '../fixture.spec'
import { asAt } from '../history/as-at'
import { publish } from '../publication/publish'
import { restatements } from '../publication/restatements'
import { scorecardDigest } from '../publication/scorecard-digest'
import { yearGrid } from '../year-grid/year-grid'

const summed = (more: Partial<EventData<'KPIDefined'>> = {}): ReadonlyArray<DomainEvent> => [
  registered,
  adopted('r', '2015-04'),
  defined('K', 'r', '2015-04', { aggregation: 'sum', unit: 'count', ...more }),
]
const months = ['2016-04', '2016-05', '2016-06'] as const
const [april, may, june] = [
  actual('K', '2016-04', 40),
  actual('K', '2016-05', 30),
  actual('K', '2016-06', 25),
]
const quarter = 'FY2016-Q1'
const whole = { of: quarter, aggregation: 'sum', from: months, missing: null }
const notMeasured = (reason: 'no-activity' | 'no-data'): Outcome => ({
  kind: 'not-measured',
  reason,
})

describe('M3 a figure computed from its parts', () => {
  it('is rated, and says what it was computed from and which event came last', () => {
    const card = cardFor(foldHistory(recorded([...summed(), june, april, may])), quarter)
    expect(cellOf(card)).toMatchObject({
      ...{ outcome: { kind: 'measured', value: 95 }, figure: whole, reason: null },
      ...{ rating: { code: 'exceeded' }, corrected: false },
      determinedBy: { actual: 5 },
    })
    expect(cellOf(card).outcome).toEqual({ kind: 'measured', value: 95 })
  })

  it('is corrected if a part was, and known when its parts are (M21)', () => {
    const events = recorded([...summed(), april, may, june, corrected('K', '2016-05', 20)])
    const history = foldHistory(events)
    expect(cellOf(cardFor(history, quarter))).toMatchObject({
      ...{ outcome: measured(85), corrected: true, determinedBy: { actual: 6 } },
    })
    const before = cellOf(cardFor(history, quarter, { asAt: asAt(at(5)) }))
    expect(before).toMatchObject({ outcome: measured(95), corrected: false })
    expect(cellOf(cardFor(history, quarter, { asAt: asAt(at(4)) }))).toMatchObject({
      ...{ outcome: null, reason: 'incomplete', rating: { code: 'none' } },
      figure: { ...whole, from: months.slice(0, 2), missing: ['2016-06'] },
      determinedBy: { actual: 4 },
    })
    expect(cellOf(cardFor(history, quarter, { asAt: asAt(at(2)) }))).toMatchObject({
      ...{ outcome: null, figure: null, reason: 'not-recorded' },
    })
  })

  it('is not measured if there was nothing to measure in any part', () => {
    const none = months.map((of) => actual('K', of, notMeasured('no-activity')))
    expect(cellOf(cardFor(foldHistory(recorded([...summed(), ...none])), quarter))).toMatchObject({
      ...{ outcome: notMeasured('no-activity'), reason: 'no-activity', figure: whole },
    })
  })

  it('gives way to one recorded for the period itself, and needs a declared aggregation', () => {
    const own = [...summed(), april, may, june, actual('K', quarter, 7)]
    expect(cellOf(cardFor(foldHistory(recorded(own)), quarter))).toMatchObject({
      ...{ outcome: measured(7), figure: { of: quarter, aggregation: null, from: null } },
    })
    const undeclared = [registered, adopted('r', '2015-04'), defined('K', 'r', '2015-04')]
    const card = cardFor(foldHistory(recorded([...undeclared, april, may, june])), quarter)
    expect(cellOf(card)).toMatchObject({ outcome: null, figure: null })
  })

  it('uses the aggregation in force in the last month (M8)', () => {
    const revised: DomainEvent = {
      type: 'DefinitionRevised',
      data: {
        regime: 'r',
        kpi: 'K',
        effectiveFrom: branded('2016-06'),
        aggregation: 'maximum',
      },
    }
    const card = cardFor(foldHistory(recorded([...summed(), april, may, june, revised])), quarter)
    expect(cellOf(card).outcome).toEqual(measured(40))
  })

  it('appears in year grids by quarter, and in explanations with the events of every part', () => {
    const late = corrected('K', '2016-05', 20)
    const history = foldHistory(recorded([...summed(), april, may, june, late]))
    const year = { kind: 'financial-year', financialYear: 2016 } as const
    const grid = valueOf(yearGrid(history, { financialYear: year, by: 'quarter' }))
    expect(grid.serviceAreas[0]?.kpis[0]?.cells[0]).toMatchObject({
      outcome: measured(85),
      figure: whole,
    })
    const explained = valueOf(explanation(history, { kpi: 'K', period: period(quarter) }))
    expect(explained.sentence).toBe(
      '85, the sum of April 2016, May 2016 and June 2016, is 5 below the target of at least 90',
    )
    const drawn = explained.events.filter(({ gave }) => gave === 'actual')
    expect(drawn).toMatchObject([
      { revision: 3, period: '2016-04', supersededBy: null },
      { revision: 4, period: '2016-05', supersededBy: 6 },
      { revision: 5, period: '2016-06', supersededBy: null },
      { revision: 6, period: '2016-05', supersededBy: null },
    ])
    const before = foldHistory(
      recorded([...summed(), april, actual('K', '2016-05', notMeasured('no-data'))]),
    )
    expect(valueOf(explanation(before, { kpi: 'K', period: period(quarter) })).sentence).toBe(
      'the figures for 2016/17 Q1 are incomplete: no figure that counts for May 2016 and June 2016',
    )
  })

  it('is due while it is incomplete (M36)', () => {
    const parts = [april, may, june]
    const [two, three] = [2, 3].map((n) => {
      const history = foldHistory(recorded([...summed(), ...parts.slice(0, n)]))
      return valueOf(due(history, { period: period(quarter), now: '2016-07-01T00:00:00.000Z' }))
    })
    expect(two).toMatchObject({ recorded: 0, of: 1, due: [{ lastFigure: { period: '2016-05' } }] })
    expect(three).toMatchObject({ due: [], recorded: 1, of: 1 })
  })

  it('is signed with what it was computed from, and restated by a correction of a part (M25, M26)', () => {
    const first = recorded([...summed(), april, may, june])
    const signing = publish(foldHistory(first), {
      ...{ period: period(quarter), ledger: { size: 6, root: 'f'.repeat(64) } },
      ...{ at: '2016-07-01T00:00:00.000Z', metadata: { actor: 'Board' } },
    })
    const { type: _, contract: __, metadata: ___, ...data } = valueOf(signing).command
    expect(data.scorecardDigest).toBe(
      scorecardDigest(cardFor(foldHistory(first), quarter, { regime: 'r' })),
    )
    const history = foldHistory(
      recorded([
        ...[...summed(), april, may, june, { type: 'ScorecardPublished', data } as const],
        ...[corrected('K', '2016-05', 20), actual('K', '2016-07', 1)],
      ]),
    )
    expect(valueOf(restatements(history)).publications).toMatchObject([
      {
        recomputes: true,
        restatements: [{ changed: ['outcome', 'rating'], events: [{ revision: 7 }] }],
      },
    ])
  })

  it('is taken from a predecessor if it is complete, not if it is incomplete (M23)', () => {
    const rules = [
      ...summed(),
      adopted('s', '2016-04'),
      defined('L', 's', '2016-04', { unit: 'count', aggregation: 'sum', succeeds: ['K'] }),
    ]
    const rowFor = (...parts: ReadonlyArray<DomainEvent>) => {
      const history = foldHistory(recorded([...rules, ...parts]))
      const asked = { a: 'r', b: 's', periods: [period(quarter)] }
      return valueOf(comparison(history, asked)).rows[0]?.cells[0]?.b
    }
    expect(rowFor(april, may, june)).toMatchObject({
      ...{ outcome: measured(95), figure: whole, evidence: { kpi: 'K' } },
    })
    expect(rowFor(april, may)).toMatchObject({ outcome: null, figure: null, evidence: null })
  })
})

/** A number with up to three decimals, in thousandths. */
const thousandths = fc.integer({ min: -99_999_999, max: 99_999_999 })

/** A fraction of whole numbers in thousandths, rounded half to even to two decimals. */
const byHand = (numerator: bigint, denominator: bigint): number => {
  const [top, bottom] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator]
  const divisor = bottom * 10n
  let quotient = top / divisor
  let rest = top % divisor
  if (rest < 0n) {
    quotient -= 1n
    rest += divisor
  }
  const [twice, odd] = [rest * 2n, quotient % 2n !== 0n]
  if (twice > divisor || (twice === divisor && odd)) quotient += 1n
  return Number(quotient) / 100
}

const expected = (
  aggregation: Aggregation,
  values: ReadonlyArray<number>,
  of: ReadonlyArray<number>,
) => {
  const [exact, weights] = [values.map(BigInt), of.map(BigInt)]
  const sum = (numbers: ReadonlyArray<bigint>) => numbers.reduce((a, b) => a + b, 0n)
  switch (aggregation) {
    case 'sum':
      return Number(sum(exact)) / 1000
    case 'mean':
      return byHand(sum(exact), BigInt(values.length))
    case 'weighted-mean':
      return byHand(sum(exact.map((value, i) => value * (weights[i] ?? 0n))), sum(weights))
    case 'maximum':
      return Math.max(...values) / 1000
    case 'minimum':
      return Math.min(...values) / 1000
    case 'last':
      return (values.at(-1) ?? NaN) / 1000
  }
}

test('M3 an aggregate is the figure worked out by hand in exact decimals', () => {
  const aggregations = ['sum', 'mean', 'weighted-mean', 'maximum', 'minimum', 'last'] as const
  const part = fc.tuple(thousandths, fc.integer({ min: 1, max: 100_000 }))
  const law = fc.property(
    fc.constantFrom(...aggregations),
    fc.array(part, { minLength: 12, maxLength: 12 }),
    fc.constantFrom([quarter, 3] as const, ['FY2016-H1', 6] as const, ['FY2016', 12] as const),
    (aggregation, parts, [of, n]) => {
      const actuals = parts.slice(0, n).map(([value, weight], i) => {
        const month = i < 9 ? `2016-${String(i + 4).padStart(2, '0')}` : `2017-0${String(i - 8)}`
        return actual('K', month, { kind: 'measured', value: value / 1000, of: weight })
      })
      const cell = cellOf(
        cardFor(foldHistory(recorded([...summed({ aggregation }), ...actuals])), of),
      )
      const [values, weights] = [
        parts.map(([v]) => v).slice(0, n),
        parts.map(([, w]) => w).slice(0, n),
      ]
      // A ledger has only one zero: no -0.
      expect(cell.outcome).toEqual(measured(expected(aggregation, values, weights) + 0))
      expect(cell.figure).toMatchObject({ of, aggregation, missing: null })
      expect(cell.figure?.from).toHaveLength(n)
    },
  )
  fc.assert(law, { numRuns: runs(200) })
})
