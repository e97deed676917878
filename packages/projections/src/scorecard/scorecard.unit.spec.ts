import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import {
  actual,
  adopted,
  at,
  corrected,
  defined,
  noted,
  period,
  recorded,
  registered,
  retired,
  revised,
  scheme,
  valueOf,
} from '../fixture.spec'
import { asAt, drawnFrom, now } from '../history/as-at'
import { describe as inWords } from '../describe'
import type { QueryError } from '../history/query-error'
import type { Cell } from './cell'
import { scorecard, scorecardJson, type ScorecardQuery } from './scorecard'

const base = [registered, adopted('old', '2009-04'), adopted('new', '2016-04')]
const historyOf = (...events: ReadonlyArray<DomainEvent>) =>
  foldHistory(recorded([...base, ...events]))

type Query = Omit<ScorecardQuery, 'periods'>

const cardOf = (
  events: ReadonlyArray<DomainEvent>,
  periods: ReadonlyArray<string>,
  query: Query = {},
) => valueOf(scorecard(historyOf(...events), { periods: periods.map(period), ...query }))

const cellsOf = (
  events: ReadonlyArray<DomainEvent>,
  periods: ReadonlyArray<string>,
  query: Query = {},
): ReadonlyArray<Cell | null> =>
  cardOf(events, periods, query).serviceAreas.flatMap(({ kpis }) =>
    kpis.flatMap(({ cells }) => cells),
  )

const errorOf = (
  events: ReadonlyArray<DomainEvent>,
  periods: ReadonlyArray<string>,
  query: Query = {},
): QueryError | null => {
  const card = scorecard(historyOf(...events), { periods: periods.map(period), ...query })
  return E.isLeft(card) ? card.left : null
}

const values = (cells: ReadonlyArray<Cell | null>) =>
  cells.map((cell) => (cell?.outcome?.kind === 'measured' ? cell.outcome.value : null))

const K = defined('K', 'new', '2016-04')

describe('M3 the actual shown', () => {
  const year = [
    K,
    actual('K', 'FY2016', 1),
    actual('K', 'FY2016-H2', 2),
    actual('K', 'FY2016-Q4', 3),
    actual('K', '2017-03', 4),
  ]

  it('for a month is the month’s own, else that of the shortest period that ends with it', () => {
    const shown = [5, 4, 3, 2, 1].map((n) => values(cellsOf(year.slice(0, n), ['2017-03']))[0])
    expect(shown).toEqual([4, 3, 2, 1, null])
  })

  it('for a month that ends no longer period is only its own', () => {
    expect(values(cellsOf(year, ['2017-02', '2016-06', '2016-09']))).toEqual([null, null, null])
  })

  it('for a longer period of a KPI in-period is its own', () => {
    expect(values(cellsOf(year, ['FY2016', 'FY2016-H2', 'FY2016-Q4']))).toEqual([1, 2, 3])
    const parts = [K, actual('K', '2017-03', 4), actual('K', 'FY2016-Q4', 3)]
    expect(values(cellsOf(parts, ['FY2016', 'FY2016-H2']))).toEqual([null, null])
  })

  it('may be one that was not measured', () => {
    const none = { kind: 'not-measured', reason: 'not-due' } as const
    const [cell] = cellsOf(
      [K, actual('K', '2016-06', none), actual('K', 'FY2016-Q1', 9)],
      ['2016-06'],
    )
    expect(cell).toMatchObject({ outcome: none, reason: 'not-due' })
  })
})

describe('M4 the regime in effect', () => {
  const both = [defined('K', 'old', '2009-04'), K, actual('K', '2016-03', 90)]

  it('rates each period; the scorecard names it only if there is just one', () => {
    const card = cardOf(both, ['2016-03', '2016-04'])
    expect(card.regime).toBeNull()
    expect(card.serviceAreas[0]?.kpis[0]?.cells.map((cell) => cell?.regime)).toEqual(['old', 'new'])
    expect(card.summary.map(({ regime }) => regime)).toEqual(['old', 'new'])
    expect(cardOf(both, ['2016-04', '2016-05']).regime).toBe('new')
  })

  it('of a longer period is that of its last month', () => {
    expect(cellsOf(both, ['FY2015', 'FY2016-Q1']).map((cell) => cell?.regime)).toEqual([
      'old',
      'new',
    ])
  })

  it('is an error if a period has none', () => {
    expect(errorOf(both, ['2016-04', '2009-03'])).toEqual({
      _tag: 'NoRegimeToRateBy',
      period: '2009-03',
    })
  })
})

describe('M5 to M8 who is on the scorecard, and by which target', () => {
  it('M6 extrapolates only under a regime asked for by name', () => {
    const events = [defined('K', 'new', '2016-06', { target: { comparator: '>=', value: 7 } })]
    expect(cellsOf(events, ['2016-05'])).toEqual([])
    expect(cellsOf(events, ['2016-05', '2016-06'])).toMatchObject([null, { extrapolated: false }])
    expect(cellsOf(events, ['2016-05'], { regime: 'new' })).toMatchObject([
      { extrapolated: true, target: 7 },
    ])
    expect(cellsOf(events, ['2009-03'], { regime: 'new' })).toMatchObject([{ extrapolated: true }])
  })

  it('M6 takes the latest statement, and in a tie the one recorded last', () => {
    const to = (value: number) => ({ comparator: '>=', value }) as const
    const events = [K, revised('K', 'new', '2016-06', to(1)), revised('K', 'new', '2016-06', to(2))]
    expect(cellsOf(events, ['2016-05', '2016-06']).map((cell) => cell?.target)).toEqual([90, 2])
    expect(cellsOf(events, ['FY2016-Q1']).map((cell) => cell?.determinedBy.target)).toEqual([5])
  })

  it('M7 leaves a KPI out from the month it is retired', () => {
    const events = [K, retired('K', 'new', '2016-06'), actual('K', '2016-06', 95)]
    expect(cellsOf(events, ['2016-05', '2016-06', 'FY2016-Q1'])).toMatchObject([{}, null, null])
    expect(cellsOf(events, ['2016-06', '2016-07'], { regime: 'new' })).toEqual([])
  })

  it('M5, M8 carries a definition over into the next regime', () => {
    const events = [
      defined('K', 'old', '2009-04', { ratedTo: 0 }),
      revised('K', 'new', '2016-04', { comparator: '>=', value: 95 }),
      actual('K', '2016-04', 94.5),
    ]
    const card = cardOf(events, ['2016-04'])
    expect(card.serviceAreas[0]?.kpis[0]).toMatchObject({
      description: 'K of old',
      cells: [
        {
          target: 95,
          rating: { code: 'met' },
          determinedBy: { definition: 3, target: 4, actual: 5 },
        },
      ],
    })
    expect(cellsOf(events.slice(0, 1), ['2016-04'])).toEqual([])
  })

  it('describes a KPI as in the last period it is shown in', () => {
    const events = [
      defined('K', 'old', '2009-04', { serviceArea: 'Then', unit: 'days' }),
      defined('K', 'new', '2016-04', { serviceArea: 'Now' }),
      retired('K', 'new', '2016-05'),
    ]
    const [area] = cardOf(events, ['2016-03', '2016-04', '2016-05']).serviceAreas
    expect(area).toMatchObject({
      name: 'Now',
      kpis: [{ description: 'K of new', unit: 'percent' }],
    })
    expect(cardOf(events, ['2016-04', '2016-03']).serviceAreas[0]?.name).toBe('Then')
  })

  it('orders KPIs by their first definition and areas by their first KPI', () => {
    const events = [
      defined('B', 'old', '2009-04', { serviceArea: 'Two' }),
      defined('A', 'new', '2016-04', { serviceArea: 'One' }),
      defined('C', 'new', '2016-04', { serviceArea: 'Two' }),
      defined('B', 'new', '2016-04', { serviceArea: 'Two' }),
    ]
    const areas = cardOf(events, ['2016-04']).serviceAreas
    expect(areas.map(({ name, kpis }) => [name, kpis.map(({ kpi }) => kpi)])).toEqual([
      ['Two', ['B', 'C']],
      ['One', ['A']],
    ])
  })
})

describe('M14, M17, M18 cells', () => {
  const profiled = defined('K', 'new', '2016-04', {
    target: { comparator: '>=', value: 96, tolerance: { percent: 10 }, profile: { '04': 10 } },
  })

  it('M14 apply the profile, and say if it has no point', () => {
    const cells = cellsOf(
      [profiled, actual('K', '2016-04', 9), actual('K', '2016-05', 50), actual('K', 'FY2016', 96)],
      ['2016-04', '2016-05', '2016-06', 'FY2016'],
    )
    expect(cells).toMatchObject([
      { target: 10, reason: null, rating: { code: 'close' } },
      { target: null, reason: 'no-profile-point', rating: { code: 'none', grade: 'other' } },
      { target: null, reason: 'not-recorded', outcome: null },
      { target: 96, reason: null, rating: { code: 'met' } },
    ])
  })

  it('M17 keep the published text, and M18 the reason why there is no figure', () => {
    const published = { kind: 'measured', value: 90, of: 200, published: '90 %' } as const
    const missing = { kind: 'not-measured', reason: 'no-data', text: 'No Data' } as const
    const cells = cellsOf(
      [K, actual('K', '2016-04', published), actual('K', '2016-05', missing)],
      ['2016-04', '2016-05'],
    )
    expect(cells).toMatchObject([
      { outcome: published, reason: null, rating: { code: 'met', label: 'Met', grade: 'good' } },
      {
        outcome: missing,
        reason: 'no-data',
        rating: { code: 'none', label: 'None', grade: 'other' },
      },
    ])
  })

  it('M9 show both ends of a range', () => {
    const range = defined('K', 'new', '2016-04', {
      target: { comparator: 'between', low: 1, high: 2 },
    })
    expect(cellsOf([range], ['2016-04'])).toMatchObject([
      { comparator: 'between', target: { low: 1, high: 2 } },
    ])
  })

  it('M19 show the latest correction', () => {
    const events = [
      K,
      actual('K', '2016-04', 80),
      corrected('K', '2016-04', 90),
      corrected('K', '2016-04', 91),
    ]
    expect(cellsOf(events.slice(0, 2), ['2016-04'])).toMatchObject([{ corrected: false }])
    expect(cellsOf(events, ['2016-04'])).toMatchObject([
      { outcome: { value: 91 }, corrected: true, determinedBy: { actual: 6 } },
    ])
  })

  it('carry the notes for exactly their period, in recorded order', () => {
    const events = [
      K,
      noted('2016-04', 'second', 'K'),
      noted('FY2016-Q1', 'quarter', 'K'),
      noted('2016-04', 'first', 'K'),
      noted('2016-05', 'contract, May'),
      noted('2016-04', 'contract, April'),
    ]
    const card = cardOf(events, ['2016-04', '2016-05', '2016-06'])
    expect(card.serviceAreas[0]?.kpis[0]?.cells.map((cell) => cell?.notes)).toEqual([
      ['second', 'first'],
      [],
      [],
    ])
    expect(card.notes).toEqual([
      { period: '2016-04', text: 'contract, April' },
      { period: '2016-05', text: 'contract, May' },
    ])
  })
})

describe('M21 as at', () => {
  // revision: 3 K defined, 4 actual, 5 note, 6 target revised, 7 correction, 8 retired
  const events = [
    K,
    actual('K', '2016-04', 80),
    noted('2016-04', 'a note', 'K'),
    revised('K', 'new', '2016-04', { comparator: '>=', value: 70 }),
    corrected('K', '2016-04', 60),
    retired('K', 'new', '2016-04'),
  ]
  const seen = (query: Query) => {
    const [cell] = cellsOf(events, ['2016-04'], query)
    return cell ? [cell.target, values([cell])[0], cell.notes.length, cell.corrected] : null
  }
  it('an instant sees what was recorded at or before it', () => {
    expect(seen({})).toBeNull()
    expect(seen({ asAt: asAt(at(7)) })).toEqual([70, 60, 1, true])
    expect(seen({ asAt: asAt(at(6)) })).toEqual([70, 80, 1, false])
    expect(seen({ asAt: asAt(at(5)) })).toEqual([90, 80, 1, false])
    expect(seen({ asAt: asAt(at(4)) })).toEqual([90, 80, 0, false])
    expect(seen({ asAt: asAt(at(3)) })).toEqual([90, null, 0, false])
    expect(seen({ asAt: asAt(at(3).replace('00.000', '00.001')) })).toEqual([90, null, 0, false])
    expect(seen({ asAt: asAt(at(2)) })).toBeNull()
  })

  it('facts and rules are limited separately', () => {
    expect(seen({ asAt: { ...now, rules: at(5) } })).toEqual([90, 60, 1, true])
    expect(seen({ asAt: { ...now, rules: at(7), facts: at(3) } })).toEqual([70, null, 0, false])
    expect(seen({ asAt: { ...now, facts: at(4) } })).toBeNull()
  })

  it('a revision sees what was recorded up to it', () => {
    expect(seen({ asAt: { ...now, revision: 7 } })).toEqual([70, 60, 1, true])
    expect(seen({ asAt: { ...now, revision: 4 } })).toEqual([90, 80, 0, false])
    expect(seen({ asAt: { ...now, revision: 7, rules: at(4) } })).toEqual([90, 60, 1, true])
  })

  it('before a regime was adopted, there is none', () => {
    expect(errorOf(events, ['2016-04'], { asAt: asAt(at(0)) })).toMatchObject({
      _tag: 'NoRegimeToRateBy',
    })
    expect(errorOf(events, ['2016-04'], { asAt: asAt(at(1)), regime: 'new' })).toMatchObject({
      _tag: 'RegimeNotKnown',
    })
  })

  it('counts the events an answer was drawn from', () => {
    const history = historyOf(...events)
    const size = (query: Partial<typeof now> | object) => drawnFrom(history, { ...now, ...query })
    expect(size({})).toBe(9)
    expect(size({ revision: 4 })).toBe(5)
    expect(size({ facts: at(4) })).toBe(9)
    expect(size({ rules: at(4) })).toBe(9)
    expect(size({ facts: at(4), rules: at(2) })).toBe(5)
    expect(size({ facts: at(1), rules: at(6) })).toBe(7)
    expect(size({ facts: at(4), rules: at(4), revision: 2 })).toBe(3)
    expect(size({ facts: '2000-01-01T00:00:00.000Z', rules: '2000-01-01T00:00:00.000Z' })).toBe(0)
  })
})

describe('errors', () => {
  it.each<[string, ReadonlyArray<string>, Query, string]>([
    ['no period', [], {}, 'expected at least one period'],
    [
      ...(['an unknown regime', ['2016-04'], { regime: 'none' }] as const),
      'no regime "none" has been adopted; there are "old" and "new"',
    ],
    [
      ...(['a revision to come', ['2016-04'], { asAt: { ...now, revision: 4 } }] as const),
      'there is no revision 4; the contract has 4 events',
    ],
    [
      ...(['a period before all regimes', ['1999-04'], {}] as const),
      'no regime is in effect in 1999-04, and none was named to rate it by',
    ],
  ])('say what is wrong with %s', (_, periods, query, message) => {
    const error = errorOf([K], periods, query)
    expect(error && inWords(error)).toBe(message)
  })

  it('say that there is no such contract', () => {
    const card = scorecard(foldHistory([]), { periods: [period('2016-04')] })
    expect(card).toEqual(E.left({ _tag: 'NoSuchContract' }))
  })
})

it('a period asked for twice is one column, with its notes and counts once', () => {
  const note = { type: 'NoteAdded', data: { period: '2016-04', text: 'Late.' } } as const
  const events = [K, actual('K', '2016-04', 95), note]
  expect(cardOf(events, ['2016-04', '2016-05', '2016-04'])).toEqual(
    cardOf(events, ['2016-04', '2016-05']),
  )
})

describe('the JSON of the wire format', () => {
  const jsonOf = () => {
    const events = [K, actual('K', '2016-04', 95), defined('L', 'new', '2016-04')]
    return scorecardJson(cardOf(events, ['2016-04']), { size: 6, root: 'ab' })
  }

  it('has its fields in their order', () => {
    const json = jsonOf()
    expect(Object.keys(json)).toEqual([
      ...['contract', 'title', 'regime', 'asAt', 'ledger'],
      ...['periods', 'serviceAreas', 'schemes', 'notes', 'summary'],
    ])
    const [kpi] = json.serviceAreas[0]?.kpis ?? []
    expect(Object.keys(kpi ?? {})).toEqual(['kpi', 'description', 'frequency', 'unit', 'cells'])
    expect(Object.keys(kpi?.cells[0] ?? {})).toEqual([
      ...['period', 'regime', 'target', 'comparator', 'outcome', 'figure', 'reason', 'rating'],
      ...['travel', 'computed', 'decided'],
      ...['rated', 'extrapolated', 'evidence', 'corrected', 'notes', 'determinedBy'],
    ])
  })

  it('is complete', () => {
    const json = jsonOf()
    expect(JSON.parse(JSON.stringify(json))).toEqual({
      contract: 'c',
      title: 'Contract C',
      regime: 'new',
      asAt: { facts: null, rules: null, revision: null },
      ledger: { size: 6, root: 'ab' },
      periods: ['2016-04'],
      serviceAreas: [
        {
          name: 'Area',
          kpis: [
            {
              kpi: 'K',
              description: 'K of new',
              frequency: 'monthly',
              unit: 'percent',
              cells: [
                {
                  period: '2016-04',
                  regime: 'new',
                  target: 90,
                  comparator: '>=',
                  outcome: { kind: 'measured', value: 95 },
                  figure: { of: '2016-04', aggregation: null, from: null, missing: null },
                  travel: { previous: null, year: null },
                  reason: null,
                  rating: { code: 'exceeded', label: 'Exceeded', grade: 'good' },
                  computed: null,
                  decided: null,
                  rated: null,
                  extrapolated: false,
                  evidence: null,
                  corrected: false,
                  notes: [],
                  determinedBy: { definition: 3, target: 3, actual: 4 },
                },
              ],
            },
            {
              kpi: 'L',
              description: 'L of new',
              frequency: 'monthly',
              unit: 'percent',
              cells: [
                {
                  period: '2016-04',
                  regime: 'new',
                  target: 90,
                  comparator: '>=',
                  outcome: null,
                  figure: null,
                  travel: { previous: null, year: null },
                  reason: 'not-recorded',
                  rating: { code: 'none', label: 'None', grade: 'other' },
                  computed: null,
                  decided: null,
                  rated: null,
                  extrapolated: false,
                  evidence: null,
                  corrected: false,
                  notes: [],
                  determinedBy: { definition: 5, target: 5, actual: null },
                },
              ],
            },
          ],
        },
      ],
      schemes: {
        new: {
          title: 'new',
          bands: scheme.bands.map(({ code, label, grade }) => ({ code, label, grade })),
          notRated: [{ code: 'none', label: 'None' }],
        },
      },
      notes: [],
      summary: [
        {
          period: '2016-04',
          regime: 'new',
          ratings: { exceeded: 1, met: 0, close: 0, 'not-met': 0, none: 1 },
          grades: {
            good: 1,
            'approaching-target': 0,
            'requires-improvement': 0,
            inadequate: 0,
            other: 1,
          },
        },
      ],
    })
    expect(Object.keys(json.summary[0]?.ratings ?? {})).toEqual([
      ...scheme.bands.map(({ code }) => code),
      'none',
    ])
  })
})
