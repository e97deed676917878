import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { foldHistory } from '@kpi-ledger/core'
import { kpiLife, yearGrid } from '@kpi-ledger/projections'
import {
  bulletChart,
  chartSvg,
  processChart,
  serviceAreaCharts,
  trendChart,
  yearChart,
  type Chart,
} from '@kpi-ledger/report'
import { recorded, type EventFixture } from '@kpi-ledger/testing'
import { rightOf } from './either.spec'
import { readText } from './page.spec'

type Data<Type extends EventFixture['type']> = Extract<
  EventFixture,
  { readonly type: Type }
>['data']

const scheme: Data<'RegimeAdopted'>['scheme'] = {
  levels: ['floor'],
  bands: [
    { code: 'exceeded', label: 'Exceeded', grade: 'good', when: { beats: 'target' } },
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    {
      ...{ code: 'close', label: 'Close', grade: 'approaching-target' },
      when: { meets: 'target', within: 'tolerance' },
    },
    {
      ...{ code: 'missed', label: 'Missed', grade: 'requires-improvement' },
      when: { clears: 'floor' },
    },
    { code: 'failed', label: 'Failed', grade: 'inadequate', when: 'otherwise' },
  ],
  notRated: { code: 'none', label: 'Not measurable' },
}

const adopted = (regime: string, effectiveFrom: string): EventFixture => ({
  type: 'RegimeAdopted',
  data: { regime, title: regime, effectiveFrom, scheme },
})

const atLeast = (value: number, floor: number) =>
  ({ comparator: '>=', value, tolerance: { absolute: 3 }, levels: { floor } }) as const

const defined = (
  kpi: string,
  description: string,
  more: Partial<Data<'KPIDefined'>> = {},
): EventFixture => ({
  type: 'KPIDefined',
  data: {
    ...{ regime: '2014', kpi, description, serviceArea: 'Contact centre', unit: 'percent' },
    ...{ frequency: 'monthly', effectiveFrom: '2014-04', target: atLeast(80, 70) },
    ...more,
  },
})

const revised = (kpi: string, effectiveFrom: string, target: Data<'TargetRevised'>['target']) =>
  ({ type: 'TargetRevised', data: { regime: '2015', kpi, effectiveFrom, target } }) as const

/** The figures of successive months from June 2014 on; null for a month without one. */
const figures = (
  kpi: string,
  ...values: ReadonlyArray<number | null>
): ReadonlyArray<EventFixture> =>
  values.flatMap((value, i): ReadonlyArray<EventFixture> => {
    const month = 5 + i
    const period = `${2014 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
    return value === null
      ? []
      : [
          {
            type: 'ActualRecorded',
            data: { kpi, period, outcome: { kind: 'measured', value } },
          },
        ]
  })

const COLLECTED = [8.4, 15.2, 22.9, 28, 38.6, 47.1]

/** An invented contact centre, with everything that the charts can show. */
const history = foldHistory(
  recorded('demo', [
    {
      type: 'ContractRegistered',
      data: {
        ...{ contract: 'demo', title: 'Contact centre', authority: 'A council' },
        ...{ supplier: 'A supplier', yearStart: 4 },
      },
    },
    adopted('2014', '2014-04'),
    defined('CC-1', 'Calls answered within thirty seconds'),
    defined('CC-2', 'Letters answered within five days'),
    defined('CC-3', 'Solved at the first contact'),
    defined('CC-4', 'Fees collected, year to date', {
      accumulation: 'year-to-date',
      target: {
        ...atLeast(96, 90),
        profile: { '04': 8, '05': 16, '06': 24, '07': 32, '08': 40, '09': 48, '10': 56, '11': 64 },
      },
    }),
    adopted('2015', '2015-07'),
    ...['CC-1', 'CC-2', 'CC-3'].flatMap((kpi) => [
      revised(kpi, '2015-07', atLeast(88, 78)),
      revised(kpi, '2016-01', atLeast(90, 80)),
    ]),
    revised('CC-4', '2015-07', {
      ...atLeast(96, 3),
      profile: {
        '04': 8,
        '05': 16,
        '06': 24,
        '07': 32,
        '08': 40,
        '09': 48,
        '10': 56,
        '11': 64,
        '12': 72,
        '01': 80,
        '02': 88,
      },
    }),
    ...figures(
      'CC-1',
      ...[84.7, 85.1, 86.4, 85.1, 82.3, 83, null, 83.4, null, 88, 82.1, 69, 83.9, 84.5],
      ...[89.2, 86.8, 94.7, null, 91.5, 91.2, 92, 91.1, 90.6, 93.3],
    ),
    ...figures(
      'CC-2',
      ...[
        81, 80, 83, 82, 79, 78, 80, 82, 83, 81, 82, 84, 85, 87, 88, 89, 91, 92, 90, 93, 94, 95, 93,
        94,
      ],
    ),
    ...figures(
      'CC-3',
      ...[
        90, 89, 91, 90, 88, 89, 90, 91, 89, 88, 87, 88, 86, 85, 84, 83, 82, 81, 80, 79, 78, 77, 79,
        78,
      ],
    ),
    ...figures('CC-4', ...Array.from({ length: 10 }, () => null), ...COLLECTED),
    {
      type: 'ActualCorrected',
      data: {
        ...{ kpi: 'CC-1', period: '2015-05', reason: 'Calls of one day were counted twice' },
        outcome: { kind: 'measured', value: 66.5 },
      },
    },
  ]),
)

const lifeOf = (kpi: string) =>
  rightOf(kpiLife(history, { kpi, period: { kind: 'month', year: 2016, month: 5 } }))

const chartsOfYear = (): Chart => {
  const period = { kind: 'month', year: 2015, month: 9 } as const
  const { year } = rightOf(kpiLife(history, { kpi: 'CC-4', period }))
  if (year === null) throw new Error('CC-4 is not tracked')
  return yearChart(year, 4)
}

const grid = rightOf(
  yearGrid(history, { financialYear: { kind: 'financial-year', financialYear: 2015 } }),
)

const charts: ReadonlyArray<readonly [name: string, chart: Chart | undefined]> = [
  ['year', chartsOfYear()],
  ['bullet', bulletChart(lifeOf('CC-1'))],
  ['trend', trendChart(lifeOf('CC-1'), 4)],
  ['process', processChart(lifeOf('CC-1'), 4)],
  ['service-area', serviceAreaCharts(grid, 4)[0]],
]

/** Checks the pictures of docs/charts.md; `KPI_LEDGER_PRINT_DOCS=1` rewrites them. */
it.each(charts)('docs/pictures/%s.svg is up to date', (name, chart) => {
  const path = join(__dirname, 'pictures', `${name}.svg`)
  const drawn = chart === undefined ? '' : `${chartSvg(chart)}\n`
  if (process.env['KPI_LEDGER_PRINT_DOCS'] === '1') writeFileSync(path, drawn)
  expect(readFileSync(path, 'utf8')).toBe(drawn)
  expect(chart?.picture).not.toBeNull()
  expect(readText('docs/charts.md')).toContain(`](pictures/${name}.svg)`)
})
