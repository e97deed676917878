import { exact } from '@kpi-ledger/core/unstable'
import * as fc from 'fast-check'
import { limitsOf, spreadOf } from './limits'
import { processOf, type Process, type ProcessFigure } from './process'
import type { SignalRule } from './signals'

const figuresOf = (
  values: ReadonlyArray<number>,
  regimeAt: (place: number) => string = () => 'r',
): ReadonlyArray<ProcessFigure> =>
  values.map((value, i) => ({ period: `P${i}`, regime: regimeAt(i), value }))

const processFor = (...values: ReadonlyArray<number>): Process => processOf(figuresOf(values), 2)

/** The places of the figures that a rule picks out, each with its side. */
const found = ({ points }: Process, rule: SignalRule): ReadonlyArray<string> =>
  points.flatMap(({ signals }, i) =>
    signals.flatMap((signal) => (signal.rule === rule ? [`${i} ${signal.side}`] : [])),
  )

const places = (from: number, to: number, side: string): ReadonlyArray<string> =>
  Array.from({ length: to - from }, (_, i) => `${from + i} ${side}`)

const figure = fc.integer({ min: -500, max: 500 }).map((n) => n / 10)
const several = fc.array(figure, { minLength: 2, maxLength: 30 })

describe('M44 limits of a process', () => {
  /**
   * Eighteen figures, alternating between 1 and 2, with a 10 inserted as the fifth: 1, 2, 1, 2, 10,
   * 1, 2, 1 and so on.
   */
  const eighteen = [1, 2, 1, 2, 10, ...Array.from({ length: 13 }, (_, i) => (i % 2) + 1)]

  it('are those of the worked example, with and without large moving ranges screened out', () => {
    const values = eighteen.map(exact)
    const limits = (screen: boolean) => {
      const spread = spreadOf(values, screen)
      return spread && limitsOf(spread, 2)
    }
    expect(limits(true)).toMatchObject({ mean: 1.94, upper: 4.6, lower: -0.72 })
    expect(limits(false)).toMatchObject({ mean: 1.94, upper: 6.95, lower: -3.06 })
    expect(processFor(...eighteen).limits).toMatchObject([{ screened: 2, trial: false, count: 18 }])
    expect(found(processFor(...eighteen), 'outside')).toEqual(['4 high'])
  })

  it('are missing for a single figure, and provisional below twelve', () => {
    expect(processFor(5)).toEqual({
      limits: [],
      points: [{ period: 'P0', regime: 'r', value: 5, signals: [] }],
    })
    const trial = (count: number) =>
      processFor(...Array.from({ length: count }, (_, i) => i % 2)).limits[0]?.trial
    expect([trial(2), trial(11), trial(12)]).toEqual([true, true, false])
  })

  it('are at the figure itself if nothing varies, and then nothing is unlikely', () => {
    const { limits, points } = processFor(...Array.from({ length: 12 }, () => 4))
    expect(limits).toMatchObject([{ mean: 4, lower: 4, upper: 4, meanRange: 0 }])
    expect(points.flatMap(({ signals }) => signals)).toEqual([])
  })

  it('are recalculated for each regime', () => {
    const shifted = [1, 2, 1, 2, 101, 102, 101, 102]
    const { limits } = processOf(
      figuresOf(shifted, (i) => (i < 4 ? 'old' : 'new')),
      2,
    )
    expect(limits.map(({ regime, from, to, mean }) => [regime, from, to, mean])).toEqual([
      ['old', 'P0', 'P3', 1.5],
      ['new', 'P4', 'P7', 101.5],
    ])
  })

  it('are centred on the mean, move with the figures and scale with their unit', () => {
    fc.assert(
      fc.property(several, fc.integer({ min: -100, max: 100 }), (values, by) => {
        const limitsFor = (all: ReadonlyArray<number>) => {
          const spread = spreadOf(all.map(exact))
          return spread === null ? null : limitsOf(spread, 6)
        }
        const limits = limitsFor(values)
        const moved = limitsFor(values.map((value) => exact(value).plus(by).toNumber()))
        const scaled = limitsFor(values.map((value) => exact(value).times(-10).toNumber()))
        if (limits === null || moved === null || scaled === null) throw new Error('no limits')
        expect(limits.upper - limits.mean).toBeCloseTo(limits.mean - limits.lower, 5)
        expect(limits.upper - limits.mean).toBeCloseTo(2.66 * limits.meanRange, 4)
        expect(moved.upper).toBeCloseTo(limits.upper + by, 5)
        expect(scaled.lower).toBeCloseTo(-10 * limits.upper, 4)
      }),
    )
  })
})

describe('M44 what is unlikely to be chance', () => {
  it.each<[string, ReadonlyArray<number>, SignalRule, ReadonlyArray<string>]>([
    ['six on one side are not enough', [0, 1, 0, 1, 0, 1, 9, 8, 9, 8, 9, 8], 'run', []],
    [
      'seven on one side',
      [0, 1, 0, 1, 0, 1, 0, 9, 8, 9, 8, 9, 8, 9],
      'run',
      [...places(0, 7, 'low'), ...places(7, 14, 'high')],
    ],
    [
      'one on the mean ends a run',
      [1, 1, 1, 0, 1, 1, 1, 1, -1, -1, -1, 0, -1, -1, -1, -1],
      'run',
      [],
    ],
    ['six rising are not enough', [5, 1, 2, 3, 4, 5, 6, 1], 'trend', []],
    ['seven rising', [5, 1, 2, 3, 4, 5, 6, 7, 1], 'trend', places(1, 8, 'high')],
    ['seven falling', [1, 7, 6, 5, 4, 3, 2, 1, 4], 'trend', places(1, 8, 'low')],
    ['no change ends a trend', [1, 2, 3, 4, 4, 5, 6, 7], 'trend', []],
  ])('%s', (_, values, rule, expected) => {
    expect(found(processFor(...values), rule)).toEqual(expected)
  })

  it('is two of three beyond two thirds of the way to a limit, on one side', () => {
    // Twelve figures of 1 and -1, then those given, then what keeps the mean at 0: limits are at about 4.7.
    const near = (given: ReadonlyArray<number>, after: number) =>
      found(
        processFor(
          ...Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 1 : -1)),
          ...given,
          ...Array.from({ length: 8 }, () => after),
        ),
        'near-limit',
      )
    expect(near([4, 0, 4], -1)).toEqual(['12 high', '14 high'])
    expect(near([4, 4], -1)).toEqual(['12 high', '13 high'])
    expect(near([4, 0, 0, 4], -1)).toEqual([])
    expect(near([4, -4], 0)).toEqual([])
  })

  it('is the same upside down', () => {
    fc.assert(
      fc.property(several, (values) => {
        const upside = processFor(...values.map((value) => (value === 0 ? 0 : -value)))
        const turned = upside.points.map(({ signals }) =>
          signals.map(({ rule, side }) => ({ rule, side: side === 'high' ? 'low' : 'high' })),
        )
        expect(processFor(...values).points.map(({ signals }) => signals)).toEqual(turned)
      }),
    )
  })

  it('is outside exactly if a figure is beyond a limit', () => {
    fc.assert(
      fc.property(several, (values) => {
        const process = processFor(...values)
        const [limits] = process.limits
        for (const { value, signals } of process.points) {
          const isOutside = signals.some(({ rule }) => rule === 'outside')
          if (limits === undefined) throw new Error('no limits')
          if (isOutside)
            expect(value <= limits.lower + 0.01 || value >= limits.upper - 0.01).toBe(true)
          else expect(value >= limits.lower - 0.01 && value <= limits.upper + 0.01).toBe(true)
        }
      }),
    )
  })
})
