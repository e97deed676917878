import { givenHistory, ictScheme } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import {
  actual,
  adopted,
  atLeast,
  cardFor,
  cellOf,
  rowOf,
  defined,
  kpisOf,
  cardQuery,
  registered,
  retired,
  revised,
} from '../fixture.spec'
import { scorecard } from './scorecard'

const twoRegimes = [registered, adopted('old', '2009-04', ictScheme), adopted('new', '2016-05')]

describe('M4 the regime in effect', () => {
  const history = givenHistory(
    ...twoRegimes,
    defined('K', 'old', '2009-04', { target: atLeast(80) }),
    revised('K', 'new', '2016-05', atLeast(90)),
    actual('K', '2016-04', 85),
    actual('K', '2016-05', 85),
  )

  test('each period is rated under its own regime', () => {
    const shown = cardFor(history, '2016-04 2016-05')
    expect(rowOf(shown)).toMatchObject([
      { regime: 'old', target: 80, rating: { code: 'met', label: 'Met' } },
      { regime: 'new', target: 90, rating: { code: 'not-met', label: 'Not Met' } },
    ])
    expect(shown.summary.map(({ regime }) => regime)).toEqual(['old', 'new'])
  })

  test('the scorecard has the one in effect in all periods, else null', () => {
    expect(cardFor(history, '2016-03 2016-04').regime).toBe('old')
    expect(cardFor(history, '2016-05 2016-06').regime).toBe('new')
    expect(cardFor(history, '2016-04 2016-05').regime).toBeNull()
    expect(cardFor(history, '2016-05 2016-04 2016-06').regime).toBeNull()
  })

  test('the scorecard has the one asked for by name, which rates every period', () => {
    const shown = cardFor(history, '2016-04 2016-05', { regime: 'old' })
    expect(shown.regime).toBe('old')
    expect(rowOf(shown).map((cell) => cell?.regime)).toEqual(['old', 'old'])
    expect(shown.summary.map(({ regime }) => regime)).toEqual(['old', 'old'])
  })

  test('a longer period takes the regime of its last month', () => {
    const [q4, q1, h1, year] = rowOf(cardFor(history, 'FY2015-Q4 FY2016-Q1 FY2016-H1 FY2016'))
    expect(q4?.regime).toBe('old')
    expect([q1, h1, year].map((cell) => cell?.regime)).toEqual(['new', 'new', 'new'])
  })

  test('a regime recorded later may start earlier', () => {
    const late = givenHistory(
      registered,
      adopted('new', '2016-05'),
      adopted('old', '2009-04', ictScheme),
      defined('K', 'old', '2009-04'),
      revised('K', 'new', '2016-05', atLeast(95)),
    )
    expect(rowOf(cardFor(late, '2016-04 2016-05')).map((cell) => cell?.regime)).toEqual([
      'old',
      'new',
    ])
  })

  test('a period without one is an error that says so, unless a regime is named', () => {
    expect(scorecard(history, cardQuery('2016-04 2009-03'))).toEqual(
      E.left({ _tag: 'NoRegimeToRateBy', period: '2009-03' }),
    )
    expect(scorecard(history, cardQuery('FY2008'))).toEqual(
      E.left({ _tag: 'NoRegimeToRateBy', period: 'FY2008' }),
    )
    expect(cellOf(cardFor(history, '2009-03', { regime: 'old' })).regime).toBe('old')
  })
})

describe('M5 the KPIs of a regime', () => {
  const history = givenHistory(
    ...twoRegimes,
    defined('dropped', 'old', '2009-04'),
    defined('carried', 'old', '2009-04'),
    defined('again', 'old', '2009-04'),
    revised('carried', 'new', '2016-05', atLeast(95)),
    defined('again', 'new', '2016-05', { target: atLeast(96) }),
    defined('added', 'new', '2016-05'),
  )

  test('are those with a target stated under it; the others are left out', () => {
    const shown = (period: string) => kpisOf(cardFor(history, period)).map(({ kpi }) => kpi)
    expect(shown('2016-04')).toEqual(['dropped', 'carried', 'again'])
    expect(shown('2016-05')).toEqual(['carried', 'again', 'added'])
  })

  test('if a KPI is in one period only, its other cells are null', () => {
    const shown = cardFor(history, '2016-04 2016-05')
    expect(kpisOf(shown).map(({ kpi }) => kpi)).toEqual(['dropped', 'carried', 'again', 'added'])
    const present = (kpi: string) => rowOf(shown, kpi).map((cell) => cell !== null)
    expect(present('dropped')).toEqual([true, false])
    expect(present('carried')).toEqual([true, true])
    expect(present('added')).toEqual([false, true])
  })
})

describe('M6 the target in force', () => {
  const targets = (periods: string, regime?: string) => {
    const history = givenHistory(
      ...twoRegimes,
      defined('K', 'old', '2009-04', { target: atLeast(80) }),
      defined('K', 'new', '2016-06', { target: atLeast(90) }),
      revised('K', 'new', '2016-08', atLeast(91)),
      revised('K', 'new', '2016-07', atLeast(92)),
      revised('K', 'new', '2016-08', atLeast(93)),
    )
    const shown = cardFor(history, periods, regime === undefined ? {} : { regime })
    return rowOf(shown).map((cell) => cell && [cell.target, cell.determinedBy.target])
  }

  test('is the one with the latest start, not the one recorded last', () => {
    expect(targets('2016-06 2016-07')).toEqual([
      [90, 4],
      [92, 6],
    ])
  })

  test('of equal starts is the one recorded last', () => {
    expect(targets('2016-08 2017-03')).toEqual([
      [93, 7],
      [93, 7],
    ])
  })

  test('is looked up in the last month of a longer period', () => {
    expect(targets('FY2016-Q1 FY2016-Q2 FY2016')).toEqual([
      [90, 4],
      [93, 7],
      [93, 7],
    ])
  })

  test('if the regime in effect has none yet, the KPI is not on the scorecard', () => {
    expect(targets('2016-04 2016-05 2016-06')).toEqual([[80, 3], null, [90, 4]])
  })

  test('by name, a target that starts later reaches back and the cell says so', () => {
    expect(targets('2016-04 2016-05', 'new')).toEqual([
      [90, 4],
      [90, 4],
    ])
    const history = givenHistory(
      ...twoRegimes,
      defined('K', 'old', '2009-04'),
      revised('K', 'new', '2016-08', atLeast(91)),
      revised('K', 'new', '2016-06', atLeast(90)),
      actual('K', '2016-04', 90),
    )
    const shown = cardFor(history, '2016-04 FY2016-Q1 2016-08', { regime: 'new' })
    expect(rowOf(shown)).toMatchObject([
      { target: 90, extrapolated: true, rating: { code: 'met' } },
      { target: 90, extrapolated: false },
      { target: 91, extrapolated: false },
    ])
  })

  test('of equal earliest starts, the one recorded last reaches back', () => {
    const history = givenHistory(
      ...twoRegimes,
      defined('K', 'new', '2016-06', { target: atLeast(90) }),
      revised('K', 'new', '2016-06', atLeast(70)),
    )
    expect(cellOf(cardFor(history, '2016-01', { regime: 'new' }))).toMatchObject({
      target: 70,
      extrapolated: true,
    })
  })

  test('an old regime by name rates later periods by its own last target', () => {
    expect(targets('2016-08', 'old')).toEqual([[80, 3]])
  })
})

describe('M7 retirement', () => {
  const history = givenHistory(
    ...twoRegimes,
    defined('K', 'old', '2009-04'),
    revised('K', 'new', '2016-05', atLeast(95)),
    defined('L', 'new', '2016-05'),
    retired('K', 'new', '2016-07'),
    actual('K', '2016-07', 99),
  )

  test('takes the KPI off from its month on; before, it stays', () => {
    const cells = rowOf(cardFor(history, '2016-05 2016-06 2016-07 2016-08'))
    expect(cells.map((cell) => cell !== null)).toEqual([true, true, false, false])
  })

  test('counts in the last month of a longer period', () => {
    const cells = rowOf(cardFor(history, 'FY2016-Q1 FY2016-Q2 FY2016'))
    expect(cells.map((cell) => cell !== null)).toEqual([true, false, false])
  })

  test('leaves the KPI out if it is in none of the periods', () => {
    expect(kpisOf(cardFor(history, '2016-07 2016-08')).map(({ kpi }) => kpi)).toEqual(['L'])
  })

  test('does not touch another regime, not even in later months', () => {
    expect(cellOf(cardFor(history, '2016-07', { regime: 'old' }))).toMatchObject({
      target: 90,
      outcome: { value: 99 },
    })
  })

  test('takes precedence over a target that reaches back by name', () => {
    const early = givenHistory(
      ...twoRegimes,
      defined('K', 'new', '2016-05'),
      defined('L', 'new', '2016-05'),
      retired('K', 'new', '2016-05'),
    )
    expect(cellOf(cardFor(early, '2016-04', { regime: 'new' })).extrapolated).toBe(true)
    expect(kpisOf(cardFor(early, '2016-05')).map(({ kpi }) => kpi)).toEqual(['L'])
  })
})

describe('M8 the definition in force', () => {
  const threeRegimes = [
    registered,
    adopted('first', '2009-04'),
    adopted('second', '2012-04'),
    adopted('third', '2016-04'),
  ]

  test('is that of the regime, else that of the one before it, and so on back', () => {
    const history = givenHistory(
      ...threeRegimes,
      defined('K', 'first', '2009-04', { description: 'as first defined', ratedTo: 0 }),
      revised('K', 'third', '2016-04', atLeast(95)),
      actual('K', '2016-04', 94.6),
    )
    const shown = cardFor(history, '2016-04')
    expect(kpisOf(shown)).toMatchObject([{ kpi: 'K', description: 'as first defined' }])
    expect(cellOf(shown)).toMatchObject({
      target: 95,
      outcome: { value: 94.6 },
      rating: { code: 'met' },
      determinedBy: { definition: 4, target: 5, actual: 6 },
    })
  })

  test('is the nearest earlier one, in whatever order they were recorded', () => {
    const history = givenHistory(
      ...threeRegimes,
      defined('K', 'second', '2012-04', { description: 'second' }),
      defined('K', 'first', '2009-04', { description: 'first' }),
      revised('K', 'third', '2016-04', atLeast(95)),
    )
    const described = (period: string) => kpisOf(cardFor(history, period))[0]?.description
    expect(described('2009-04')).toBe('first')
    expect(described('2012-04')).toBe('second')
    expect(described('2016-04')).toBe('second')
  })

  test('is never that of a later regime', () => {
    const history = givenHistory(
      ...threeRegimes,
      defined('K', 'first', '2009-04', { description: 'first' }),
      revised('K', 'second', '2012-04', atLeast(95)),
      defined('K', 'third', '2016-04', { description: 'third' }),
    )
    expect(kpisOf(cardFor(history, '2013-01'))).toMatchObject([{ description: 'first' }])
  })

  test('of a row is that of the last period in which the KPI is shown', () => {
    const history = givenHistory(
      ...threeRegimes,
      defined('K', 'second', '2012-04', {
        description: 'before',
        serviceArea: 'Old area',
        unit: 'days',
        frequency: 'quarterly',
      }),
      defined('K', 'third', '2016-04', {
        description: 'after',
        serviceArea: 'New area',
        unit: 'hours',
        frequency: 'annual',
      }),
      defined('L', 'third', '2016-04'),
      retired('K', 'third', '2016-05'),
    )
    const before = { description: 'before', unit: 'days', frequency: 'quarterly' }
    const after = { description: 'after', unit: 'hours', frequency: 'annual' }
    const rowIn = (periods: string) => {
      const area = cardFor(history, periods).serviceAreas.find(({ kpis }) =>
        kpis.some(({ kpi }) => kpi === 'K'),
      )
      return { area: area?.name, row: area?.kpis[0] }
    }
    expect(rowIn('2016-03')).toMatchObject({ area: 'Old area', row: before })
    expect(rowIn('2016-03 2016-04')).toMatchObject({ area: 'New area', row: after })
    expect(rowIn('2016-03 2016-05')).toMatchObject({ area: 'Old area', row: before })
    expect(rowIn('2016-03 2016-04 2016-05')).toMatchObject({ area: 'New area', row: after })
  })
})

describe('wire format: the order of KPIs and service areas', () => {
  const history = givenHistory(
    ...twoRegimes,
    defined('C', 'old', '2009-04', { serviceArea: 'ICT' }),
    defined('A', 'old', '2009-04', { serviceArea: 'Revenues' }),
    defined('2', 'old', '2009-04', { serviceArea: 'ICT' }),
    defined('1', 'old', '2009-04', { serviceArea: 'Revenues' }),
    revised('1', 'new', '2016-05', atLeast(95)),
    defined('2', 'new', '2016-05', { serviceArea: 'ICT' }),
    defined('A', 'new', '2016-05', { serviceArea: 'Revenues' }),
  )
  const order = (period: string) =>
    cardFor(history, period).serviceAreas.map(({ name, kpis }) => [
      name,
      kpis.map(({ kpi }) => kpi),
    ])

  test('KPIs are in the order of their first definition, areas in that of their first KPI', () => {
    expect(order('2016-04')).toEqual([
      ['ICT', ['C', '2']],
      ['Revenues', ['A', '1']],
    ])
  })

  test('a later definition does not move a KPI; an area is placed by its first KPI that is shown', () => {
    expect(order('2016-05')).toEqual([
      ['Revenues', ['A', '1']],
      ['ICT', ['2']],
    ])
  })
})

describe('questions without an answer', () => {
  const history = givenHistory(...twoRegimes, defined('K', 'old', '2009-04'))

  test('no contract', () => {
    expect(scorecard(givenHistory(), cardQuery('2016-04'))).toEqual(
      E.left({ _tag: 'NoSuchContract' }),
    )
  })

  test('no such regime', () => {
    expect(scorecard(history, cardQuery('2016-04', { regime: 'other' }))).toMatchObject({
      left: { _tag: 'RegimeNotKnown', regime: 'other', regimes: ['old', 'new'] },
    })
  })

  test('no period', () => {
    expect(scorecard(history, { periods: [] })).toEqual(E.left({ _tag: 'NoPeriod' }))
    expect(scorecard(history, { periods: [], regime: 'old' })).toEqual(E.left({ _tag: 'NoPeriod' }))
  })

  test('no such revision', () => {
    expect(scorecard(history, cardQuery('2016-04', { asAt: { revision: 4 } }))).toEqual(
      E.left({ _tag: 'NoSuchRevision', revision: 4, size: 4 }),
    )
    expect(E.isRight(scorecard(history, cardQuery('2016-04', { asAt: { revision: 3 } })))).toBe(
      true,
    )
  })
})
