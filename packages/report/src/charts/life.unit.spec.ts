import { foldHistory, type History } from '@kpi-ledger/core'
import { kpiLife, type KPILife } from '@kpi-ledger/projections'
import { fc, psspScheme, recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { runs } from '../../../../scripts/jest/runs'
import { bulletChart } from './bullet'
import type { Chart } from './chart'
import { arbitraryFigure, dotsOf, linesOf, outside, overlapping, shownOf } from './laws.spec'
import { processChart } from './process'
import { trendChart } from './trend'

const MONTHS = Array.from({ length: 24 }, (_, i) => {
  const month = 5 + i
  return `${2014 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
})

type Definition = Extract<EventFixture, { readonly type: 'KPIDefined' }>['data']

const adopted = (regime: string, effectiveFrom: string): EventFixture => ({
  type: 'RegimeAdopted',
  data: { regime, title: regime, effectiveFrom, scheme: psspScheme },
})

const defined = (
  regime: string,
  effectiveFrom: string,
  more: Partial<Definition> = {},
): EventFixture => ({
  type: 'KPIDefined',
  data: {
    ...{ regime, kpi: 'K', description: 'Calls answered', serviceArea: 'Contact' },
    ...{ frequency: 'monthly', unit: 'percent', effectiveFrom },
    target: { comparator: '>=', value: 90, tolerance: { percent: 5 } },
    ...more,
  },
})

const figure = (period: string, value: number): EventFixture => ({
  type: 'ActualRecorded',
  data: { kpi: 'K', period, outcome: { kind: 'measured', value } },
})

const historyOf = (events: ReadonlyArray<EventFixture>): History =>
  foldHistory(
    recorded('c', [
      {
        type: 'ContractRegistered',
        data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
      },
      adopted('old', '2014-04'),
      ...events,
    ]),
  )

const lifeOf = (...events: ReadonlyArray<EventFixture>): KPILife => {
  const period = { kind: 'month', year: 2016, month: 5 } as const
  const life = kpiLife(historyOf(events), { kpi: 'K', period })
  if (E.isLeft(life)) throw new Error(JSON.stringify(life.left))
  return life.right
}

const K = defined('old', '2014-04')

const withFigures = (values: ReadonlyArray<number | null>, ...more: ReadonlyArray<EventFixture>) =>
  lifeOf(
    ...more,
    ...values.flatMap((value, i) => (value === null ? [] : [figure(MONTHS[i] ?? '', value)])),
  )

const arbitraryValues = fc.array(fc.option(arbitraryFigure), { minLength: 24, maxLength: 24 })

const stepsIn = (chart: Chart): number =>
  linesOf(chart, 'actual').reduce((all, { points }) => all + points.length - 1, 0)

describe('M43 M44 the charts of a KPI', () => {
  it('have a point for each measured month and no others, no line across a missing one, all within the frame and legible', () => {
    fc.assert(
      fc.property(arbitraryValues, fc.constantFrom(...MONTHS.slice(1)), (values, from) => {
        const life = withFigures(
          values,
          K,
          adopted('a regime of a long name', from),
          defined('a regime of a long name', from, { target: { comparator: '>=', value: 80 } }),
        )
        const measured = values.filter((value) => value !== null).length
        const pairs = values.filter((v, i) => v !== null && typeof values[i + 1] === 'number')
        for (const chart of [trendChart(life, 4), processChart(life, 4)]) {
          if (chart.picture === null) continue
          expect(dotsOf(chart)).toHaveLength(measured)
          expect(stepsIn(chart)).toBe(pairs.length)
          expect(outside(chart.picture)).toEqual([])
          expect(overlapping(chart.picture)).toEqual([])
        }
        expect(trendChart(life, 4).picture === null).toBe(measured < 2)
        const bullet = bulletChart(life)
        expect(bullet.picture === null).toBe(measured === 0)
        if (bullet.picture === null) return
        expect(outside(bullet.picture)).toEqual([])
        expect(overlapping(bullet.picture)).toEqual([])
      }),
      { numRuns: runs(200) },
    )
  })

  it('join the quarters of a quarterly KPI, as nothing is due in between', () => {
    const quarterly = defined('old', '2014-04', { frequency: 'quarterly' })
    const life = lifeOf(
      quarterly,
      ...['FY2015-Q1', 'FY2015-Q2', 'FY2015-Q4'].map((period, i) => figure(period, 80 + i)),
    )
    // The third quarter is missing.
    expect(linesOf(trendChart(life, 4), 'actual').map(({ points }) => points.length)).toEqual([2])
    expect(dotsOf(trendChart(life, 4))).toHaveLength(3)
  })

  it('mark corrected figures and the start of another regime', () => {
    const life = lifeOf(
      K,
      adopted('new', '2016-01'),
      defined('new', '2016-01'),
      figure('2016-02', 80),
      figure('2016-03', 92),
      {
        type: 'ActualCorrected',
        data: {
          ...{ kpi: 'K', period: '2016-02', reason: 'counted twice' },
          outcome: { kind: 'measured', value: 85 },
        },
      },
    )
    const { description, picture } = trendChart(life, 4)
    expect(description).toBe(
      'In percent, Jun 2015 to May 2016: 2 of 12 months are measured. The lowest is 85 in Feb 2016, the highest 92 in Mar 2016, the latest 92 in Mar 2016, Exceeded. From Jan 2016 on it is rated under new. Corrected: Feb 2016.',
    )
    const halos = picture?.shown.filter((each) => each.kind === 'dot' && each.of === 'corrected')
    // One around the figure, one in the key.
    expect(halos).toHaveLength(2)
    // The line where the regime begins, and its sample in the key.
    expect(linesOf(trendChart(life, 4), 'regime')).toHaveLength(2)
  })

  it('name every visible band, in the key if it is too narrow for its label', () => {
    const target = { comparator: '>=', value: 90, tolerance: { absolute: 1 } } as const
    const bullet = bulletChart(lifeOf(defined('old', '2014-04', { target }), figure('2016-02', 80)))
    const said = shownOf(bullet).flatMap((each) => (each.kind === 'words' ? [each.text] : []))
    expect(said).toContain("△ Within 'Tolerance'")
  })

  it('say which figures were rated by decision', () => {
    const decided: EventFixture = {
      type: 'RatingDecided',
      data: { regime: 'old', kpi: 'K', period: '2016-02', code: 'met', reason: 'relief' },
    }
    const life = lifeOf(K, figure('2016-02', 70), figure('2016-03', 95), decided)
    expect(trendChart(life, 4).description).toContain('Rated by decision, not by rule: Feb 2016.')
  })

  it('say in words why there is no picture', () => {
    const once = lifeOf(K, figure('2016-02', 80))
    expect(trendChart(once, 4)).toMatchObject({
      picture: null,
      description: expect.stringContaining('no trend, so there is no picture') as unknown,
    })
    expect(processChart(once, 4).description).toContain('there are no limits')
    const toDate = lifeOf(
      defined('old', '2014-04', { accumulation: 'year-to-date' }),
      figure('2016-02', 80),
      figure('2016-03', 90),
    )
    expect(processChart(toDate, 4)).toMatchObject({
      picture: null,
      description: expect.stringContaining('adds up over the year') as unknown,
    })
    expect(bulletChart(once).description).toBe(
      'In percent, Feb 2016: 80, against a target of at least 90: Not Met.',
    )
    expect(bulletChart(lifeOf(K))).toMatchObject({
      picture: null,
      description:
        'In May 2016 nothing is measured, against a target of at least 90: Not Measurable.',
    })
  })

  it('say whether a change that is unlikely to be chance is for the better', () => {
    const values = Array.from({ length: 24 }, (_, i) => (i === 20 ? 60 : 90 + (i % 2)))
    const { description } = processChart(withFigures(values, K), 4)
    expect(description).toBe(
      'Under old, Jun 2014 to May 2016, the mean of 24 figures is 89.25 and the limits of chance are 86.59 and 91.91 (percent), without 2 moving ranges too large to count. Unlikely to be chance, seven or more in a row above the mean: Jun 2014 to Jan 2016. Unlikely to be chance, below the lower limit: Feb 2016 (60).',
    )
    const worse = dotsOf(processChart(withFigures(values, K), 4)).filter(
      ({ of }) => of === 'concern',
    )
    expect(worse.map(({ shape }) => shape)).toEqual(['down'])
    const lower = defined('old', '2014-04', { target: { comparator: '<=', value: 90 } })
    const better = dotsOf(processChart(withFigures(values, lower), 4))
    expect(better.filter(({ of }) => of === 'improvement')).toHaveLength(1)
  })

  it.each<readonly [string, Definition['target'], string, number, string]>([
    [
      'a range',
      { comparator: 'between', low: 80, high: 90, tolerance: { percent: 5 } },
      'against a target of 80 to 90: ',
      2,
      'signal',
    ],
    ['at most', { comparator: '<=', value: 80 }, 'against a target of at most 80: ', 1, 'concern'],
    ['none', null, 'against no target: ', 0, 'signal'],
  ])('show a target that is %s as what it asks for', (_, target, words, lines, part) => {
    const values = Array.from({ length: 24 }, (_, i) => (i === 20 ? 190 : 85 + (i % 2)))
    const life = withFigures(values, defined('old', '2014-04', { target }))
    expect(bulletChart(life).description).toContain(words)
    const { picture } = trendChart(life, 4)
    const steps = linesOf(trendChart(life, 4), 'target')
    // Its sample in the key is one more.
    expect(steps).toHaveLength(lines === 0 ? 0 : lines + 1)
    expect(picture).not.toBeNull()
    expect(JSON.stringify(picture).includes('"Target"')).toBe(lines > 0)
    const unlikely = dotsOf(processChart(life, 4)).filter(({ shape }) => shape === 'up')
    expect(new Set(unlikely.map(({ of }) => of))).toEqual(new Set([part]))
  })

  it('say which months were measured in another unit', () => {
    const anew: EventFixture = {
      type: 'DefinitionRevised',
      data: { regime: 'old', kpi: 'K', effectiveFrom: '2016-04', unit: 'minutes', reason: 'Anew' },
    }
    const life = lifeOf(K, figure('2016-02', 80), anew, figure('2016-04', 3), figure('2016-05', 4))
    expect(trendChart(life, 4).description).toContain(
      'Measured differently, and not shown: Jun 2015, Jul 2015, ',
    )
    expect(dotsOf(trendChart(life, 4))).toHaveLength(2)
  })

  it('have a name of a regime only where there is room for some of it', () => {
    const two = [adopted('second', '2016-03'), adopted('third', '2016-04')]
    const life = withFigures(
      MONTHS.map((_, i) => 80 + i),
      K,
      ...two,
      ...['second', 'third'].map((regime, i) => defined(regime, `2016-0${String(i + 3)}`)),
    )
    const said = shownOf(trendChart(life, 4)).flatMap((each) =>
      each.kind === 'words' ? [each.text] : [],
    )
    expect(said).not.toContain('second')
    expect(said).toContain('third')
    expect(trendChart(life, 4).description).toContain('From Mar 2016 on it is rated under second.')
  })

  it('have a bar only where it can start at 0', () => {
    const bar = (value: number) =>
      linesOf(
        bulletChart(withFigures([...Array.from({ length: 23 }, () => null), value], K)),
        'actual',
      )
    expect(bar(93)).toHaveLength(0)
    expect(bar(5)).toHaveLength(1)
  })
})
