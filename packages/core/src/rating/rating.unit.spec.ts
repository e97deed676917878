import { ictScheme as ict, psspScheme as pssp } from '@kpi-ledger/testing'
import fc from 'fast-check'
import { schemeFaults } from './check-scheme'
import { targetFaults } from './check-target'
import { divideDifference, divideHalfEven, exact, roundHalfAway, roundHalfEven } from './decimal'
import { gradeRank, grades } from './grade'
import { contains, includes, isEmpty, type Bound, type Interval } from './interval'
import { marginFrom } from './margin'
import { notRated, rate } from './rate'
import type { Scheme } from './scheme'
import { effectiveTarget, profileValue, type EffectiveTarget, type Target } from './target'
import { runs } from '../../../../scripts/jest/runs'

const code = (scheme: Scheme, target: EffectiveTarget, value: number, ratedTo?: number): string =>
  rate(scheme, target, value, ratedTo).code

const atLeast = (value: number) => ({ comparator: '>=', value }) as const
const atMost = (value: number) => ({ comparator: '<=', value }) as const

describe('M10 margins', () => {
  it('are exact, shares of the magnitude of the value, and 0 for a share of 0', () => {
    expect(marginFrom({ percent: 5 }, exact(11.36)).toString()).toBe('0.568')
    expect(marginFrom({ percent: 10 }, exact(-20)).toString()).toBe('2')
    expect(marginFrom({ percent: 10 }, exact(0)).toString()).toBe('0')
    expect(marginFrom({ absolute: 3 }, exact(-20)).toString()).toBe('3')
  })
})

describe('M11 bands', () => {
  it('gives the first band that holds', () => {
    expect(code(pssp, atLeast(11.36), 10.96)).toBe('not-met')
    expect(code(pssp, { ...atLeast(11.36), tolerance: { percent: 5 } }, 10.96)).toBe(
      'within-tolerance',
    )
    expect(code(pssp, atLeast(20.31), 20.32)).toBe('exceeded')
    expect(code(pssp, atLeast(100), 100)).toBe('met')
    expect(rate(pssp, atLeast(100), 100)).toEqual({
      code: 'met',
      label: 'Target Met',
      grade: 'good',
    })
  })

  it.each([
    ['ICT 1', 0, 1, 2, ['met', 'detriment', 'failure', 'failure', 'failure']],
    ['ICT 13', 1, 3, 4, ['met', 'met', 'missed', 'detriment', 'failure']],
    ['ICT 18', 1, 2, 3, ['met', 'met', 'detriment', 'failure', 'failure']],
  ])('rates 0 to 4 failures of %s', (_, value, detriment, failure, expected) => {
    const target = { ...atMost(value), levels: { detriment, failure } }
    expect([0, 1, 2, 3, 4].map((n) => code(ict, target, n))).toEqual(expected)
  })

  it('rates ICT 3 and targets without levels', () => {
    const target = { ...atLeast(90), levels: { detriment: 87, failure: 84 } }
    expect([93.18, 90, 88.89, 87, 84.01, 84].map((n) => code(ict, target, n))).toEqual([
      'met',
      'met',
      'missed',
      'detriment',
      'detriment',
      'failure',
    ])
    expect(code(ict, atLeast(90), 0)).toBe('missed')
  })
})

describe('M12 nested bands', () => {
  const faults = (scheme: Scheme, target: Target) => targetFaults(scheme, target)

  it('accepts what can be rated', () => {
    expect(faults(ict, { ...atMost(0), levels: { detriment: 1, failure: 2 } })).toEqual([])
    expect(faults(ict, { comparator: '>=', value: 90 })).toEqual([])
    expect(faults(pssp, { comparator: '>', value: 3.5, tolerance: { absolute: 1 } })).toEqual([])
    expect(faults(pssp, { comparator: '>=', value: 5, profile: { '04': 1 } })).toEqual([])
    expect(faults(pssp, { comparator: 'between', low: 5, high: 5 })).toEqual([])
  })

  it.each<[string, Target]>([
    [
      'levels the wrong way round',
      { comparator: '<=', value: 0, levels: { detriment: 2, failure: 1 } },
    ],
    [
      'the detriment at the target itself',
      { comparator: '>=', value: 90, levels: { detriment: 90, failure: 80 } },
    ],
    [
      'a failure level without a detriment level',
      { comparator: '>=', value: 90, levels: { failure: 84 } },
    ],
  ])('refuses %s', (_, target) => {
    const [fault, ...others] = faults(ict, target)
    expect(others).toEqual([])
    expect(fault?.path).toBe('')
    expect(fault?.message).toContain('the bands are not nested')
  })

  it('names the bands, and the target value at which they separate', () => {
    expect(faults(ict, { comparator: '>=', value: 90, levels: { failure: 84 } })).toEqual([
      {
        path: '',
        message:
          'the bands are not nested at 90: "missed" accepts values that "detriment", which comes after it, does not',
      },
    ])
    const range: Target = {
      comparator: 'between',
      low: 1,
      high: 9,
      levels: { detriment: { low: 0, high: 20 }, failure: { low: -1, high: 10 } },
    }
    expect(faults(ict, range)[0]?.message).toMatch(/^the bands are not nested: "missed"/)
  })

  it('checks every value of a profile', () => {
    const scheme: Scheme = {
      bands: [
        {
          code: 'a',
          label: 'A',
          grade: 'good',
          when: { meets: 'target', within: { absolute: 1 } },
        },
        { code: 'b', label: 'B', grade: 'good', when: { meets: 'target', within: { percent: 5 } } },
        { code: 'c', label: 'C', grade: 'inadequate', when: 'otherwise' },
      ],
      notRated: { code: 'n', label: 'N' },
    }
    expect(faults(scheme, { comparator: '>=', value: 100 })).toEqual([])
    expect(faults(scheme, { comparator: '>=', value: 10 })).toHaveLength(1)
    expect(
      faults(scheme, { comparator: '>=', value: 100, profile: { '04': 50, '05': 10 } })[0]?.message,
    ).toContain('not nested at 10:')
  })

  it('M10, M14 accepts levels as margins with a profile, and refuses figures, which do not move', () => {
    const target = (levels: Target['levels']) =>
      ({ comparator: '>=', value: 90, profile: { '04': 10 }, levels }) as Target
    expect(faults(ict, target({ detriment: { percent: 5 }, failure: { percent: 20 } }))).toEqual([])
    expect(faults(ict, target({ detriment: { absolute: 5 }, failure: 3 }))).toEqual([
      {
        path: 'levels.failure',
        message:
          '3 does not follow the profile; state the level as a margin, such as {"percent": 5}',
      },
    ])
    expect(faults(ict, target({ detriment: { percent: 20 }, failure: { percent: 5 } }))).toEqual([
      expect.objectContaining({ message: expect.stringContaining('not nested at 90') as unknown }),
    ])
  })

  it('leaves out bands that no value of this KPI can be in', () => {
    const scheme: Scheme = {
      levels: ['floor'],
      bands: [
        { code: 'a', label: 'A', grade: 'good', when: { meets: 'target' } },
        { code: 'b', label: 'B', grade: 'approaching-target', when: { reaches: 'floor' } },
        { code: 'c', label: 'C', grade: 'inadequate', when: 'otherwise' },
      ],
      notRated: { code: 'n', label: 'N' },
    }
    expect(faults(scheme, { comparator: '>=', value: 5, levels: { floor: 3 } })).toEqual([])
    expect(code(scheme, atLeast(5), 4)).toBe('c')
  })

  it('refuses a level or a tolerance that no band uses', () => {
    expect(faults(ict, { comparator: '>=', value: 5, levels: { floor: 1 } })).toEqual([
      { path: 'levels.floor', message: 'no band of the scheme uses a level "floor"' },
    ])
    expect(faults(ict, { comparator: '>=', value: 5, tolerance: { absolute: 1 } })).toEqual([
      { path: 'tolerance', message: 'no band of the scheme uses a tolerance' },
    ])
  })

  /** A scheme without a band that tests the target itself. */
  const byLevels: Scheme = {
    levels: ['near', 'far'],
    bands: [
      { code: 'a', label: 'A', grade: 'good', when: { clears: 'near' } },
      { code: 'b', label: 'B', grade: 'approaching-target', when: { reaches: 'far' } },
      { code: 'c', label: 'C', grade: 'inadequate', when: 'otherwise' },
    ],
    notRated: { code: 'n', label: 'N' },
  }

  it('M10 refuses a level better than the target, whether or not a band tests the target', () => {
    for (const scheme of [ict, byLevels]) {
      const [near, far] = scheme.levels ?? []
      const levels = (a: number, b: number) => ({ [String(near)]: a, [String(far)]: b })
      expect(faults(scheme, { comparator: '>=', value: 90, levels: levels(91, 84) })).toEqual([
        { path: `levels.${String(near)}`, message: '91 is better than the target, 90' },
      ])
      expect(faults(scheme, { comparator: '<', value: 3, levels: levels(4, 2.5) })).toEqual([
        { path: `levels.${String(far)}`, message: '2.5 is better than the target, 3' },
      ])
      expect(faults(scheme, { comparator: '<=', value: 3, levels: levels(4, 5) })).toEqual([])
    }
  })

  it('M10 refuses a level whose range leaves out part of the target', () => {
    const zero = { low: 0, high: 0 }
    // 0 would get a better rating than 0.0001, which is nearer to the target.
    const target: Target = {
      comparator: 'between',
      low: 1,
      high: 1,
      levels: { near: zero, far: zero },
    }
    expect(faults(byLevels, target)).toEqual([
      { path: 'levels.near', message: '0 to 0 leaves out part of the target, 1 to 1' },
      { path: 'levels.far', message: '0 to 0 leaves out part of the target, 1 to 1' },
    ])
    for (const detriment of [
      { low: 2, high: 12 },
      { low: 0, high: 8 },
    ])
      expect(
        faults(ict, { comparator: 'between', low: 1, high: 9, levels: { detriment } }),
      ).toMatchObject([{ path: 'levels.detriment' }])
    const wide = { low: 0, high: 2 }
    expect(faults(byLevels, { ...target, levels: { near: wide, far: wide } })).toEqual([])
  })

  it('M12a refuses a target without a level that a band reaches', () => {
    const scheme: Scheme = {
      levels: ['minimum'],
      bands: [
        { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
        { code: 'above', label: 'Above minimum', grade: 'good', when: { reaches: 'minimum' } },
        { code: 'below', label: 'Below minimum', grade: 'inadequate', when: 'otherwise' },
      ],
      notRated: { code: 'n', label: 'N' },
    }
    const range: Target = { comparator: 'between', low: 70, high: 85 }
    for (const target of [range, { comparator: '>=', value: 5 } as const])
      expect(faults(scheme, target)).toEqual([
        {
          path: 'levels.minimum',
          message:
            'the target states no "minimum", which the band "above" reaches: state it, or write the band with "clears"',
        },
      ])
    const minimum = { low: 60, high: 95 }
    expect(faults(scheme, { ...range, levels: { minimum } })).toEqual([])
    expect(code(scheme, { ...range, levels: { minimum } }, 86)).toBe('above')
  })

  it('refuses an inverted range, of the target or of a level', () => {
    expect(faults(pssp, { comparator: 'between', low: 6, high: 5 })).toEqual([
      { path: 'low', message: '6 is above high, 5' },
    ])
    const target: Target = {
      comparator: 'between',
      low: 1,
      high: 2,
      levels: { detriment: { low: 9, high: 0 } },
    }
    expect(faults(ict, target)).toEqual([
      { path: 'levels.detriment.low', message: '9 is above high, 0' },
    ])
  })
})

describe('M11 and M13 schemes', () => {
  const [exceeded, met, within, otherwise] = pssp.bands as readonly [
    Scheme['bands'][number],
    Scheme['bands'][number],
    Scheme['bands'][number],
    Scheme['bands'][number],
  ]
  it('accepts both schemes of the domain model', () => {
    expect([schemeFaults(pssp), schemeFaults(ict)]).toEqual([[], []])
  })

  it.each<[string, Scheme, ReadonlyArray<{ path: string; message: string }>]>([
    [
      'no bands',
      { ...pssp, bands: [] },
      [{ path: 'bands', message: 'expected at least one band' }],
    ],
    [
      'no "otherwise" at the end',
      { ...pssp, bands: [exceeded, met] },
      [{ path: 'bands[1].when', message: 'the last band\'s test must be "otherwise"' }],
    ],
    [
      '"otherwise" before the end',
      { ...pssp, bands: [{ ...otherwise, code: 'x', grade: 'good' }, met, otherwise] },
      [{ path: 'bands[0].when', message: 'only the last band\'s test may be "otherwise"' }],
    ],
    [
      'a code used twice',
      { ...pssp, bands: [met, { ...within, code: 'met' }, otherwise] },
      [{ path: 'bands[1].code', message: 'this code is taken by an earlier band' }],
    ],
    [
      'a code used for what is not rated as well',
      { ...pssp, notRated: { code: 'met', label: 'x' } },
      [{ path: 'notRated.code', message: 'this code is taken by an earlier band' }],
    ],
    [
      'M18a a band’s code for what is not rated by some reason',
      {
        ...pssp,
        notRated: {
          ...pssp.notRated,
          by: { 'not-due': { code: 'met', label: 'Met' }, 'no-data': pssp.notRated },
        },
      },
      [{ path: 'notRated.by.not-due.code', message: 'this code is taken by a band' }],
    ],
    [
      'M18a two labels of one code',
      {
        ...pssp,
        notRated: {
          ...pssp.notRated,
          by: {
            'not-due': { code: 'n-a', label: 'N/A' },
            'no-activity': { code: 'n-a', label: 'N/A' },
            'no-data': { code: 'n-a', label: 'Overdue' },
          },
        },
      },
      [{ path: 'notRated.by.no-data.code', message: 'this code already has the label "N/A"' }],
    ],
    [
      'a level named twice',
      { ...ict, levels: ['detriment', 'failure', 'detriment'] },
      [{ path: 'levels[2]', message: 'named twice' }],
    ],
    [
      'a level that is not declared',
      { ...ict, levels: ['detriment'] },
      [{ path: 'bands[2].when', message: 'the scheme has no level "failure"' }],
    ],
    [
      'grades that get better further down',
      { ...pssp, bands: [within, met, otherwise] },
      [
        {
          path: 'bands[1].grade',
          message: 'better than the band before it; list the best band first',
        },
      ],
    ],
  ])('refuses %s', (_, scheme, faults) => {
    expect(schemeFaults(scheme)).toEqual(faults)
  })

  it('has the statutory grades, best first, and "other" for what is not rated', () => {
    expect(grades).toEqual(['good', 'approaching-target', 'requires-improvement', 'inadequate'])
    expect(grades.map(gradeRank)).toEqual([0, 1, 2, 3])
    expect(notRated(ict)).toEqual({ code: 'no-data', label: 'No Data', grade: 'other' })
  })
})

describe('M14 profiles', () => {
  const target = { comparator: '>=', value: 95.8, profile: { '04': 11.36, '05': 20.31 } } as const
  const at = (year: number, month: number) => ({ kind: 'month', year, month }) as const

  it('give the value of the month, in every year', () => {
    expect(profileValue(target, at(2016, 4), 4)).toBe(11.36)
    expect(profileValue(target, at(2025, 5), 4)).toBe(20.31)
  })

  it('take the target’s own value for a missing month that ends the year, and only for that', () => {
    expect(profileValue(target, at(2017, 3), 4)).toBe(95.8)
    expect(profileValue(target, at(2016, 6), 4)).toBeNull()
    expect(profileValue(target, at(2016, 12), 1)).toBe(95.8)
    expect(effectiveTarget(target, at(2016, 6), 4)).toBeNull()
  })

  it('replace the target’s own value by the month’s, including in margins', () => {
    expect(effectiveTarget({ ...target, tolerance: { percent: 5 } }, at(2016, 4), 4)).toEqual({
      comparator: '>=',
      value: 11.36,
      tolerance: { percent: 5 },
    })
    const range = { comparator: 'between', low: 1, high: 2 } as const
    expect(effectiveTarget(range, at(2016, 4), 4)).toEqual(range)
    expect(effectiveTarget({ comparator: '<', value: 5 }, at(2016, 4), 4)).toEqual({
      comparator: '<',
      value: 5,
    })
  })

  it('cannot have levels that are figures', () => {
    const levels = { detriment: 1, failure: 0 }
    expect(targetFaults(ict, { ...target, levels }).map(({ path }) => path)).toEqual([
      'levels.detriment',
      'levels.failure',
    ])
  })
})

describe('M15 numbers', () => {
  it('are rounded half away from zero before they are rated', () => {
    const target = atLeast(99)
    expect(code(pssp, target, 98.95, 1)).toBe('met')
    expect(code(pssp, target, 98.94, 1)).toBe('not-met')
    expect(code(pssp, target, 98.95)).toBe('not-met')
    expect(code(pssp, target, 98.5, 0)).toBe('met')
    expect(roundHalfAway(exact(-2.5), 0).toString()).toBe('-3')
    expect(roundHalfAway(exact(2.5), 0).toString()).toBe('3')
  })

  it('are compared as decimals, not as binary fractions', () => {
    expect(code(pssp, { ...atLeast(0.3), tolerance: { absolute: 0.1 } }, 0.2)).toBe(
      'within-tolerance',
    )
    expect(exact(0.1).plus(exact(0.2)).eq(exact(0.3))).toBe(true)
  })

  it('are rounded half to even where they are computed', () => {
    expect([0.125, 0.135, -0.125, 2.5].map((n) => roundHalfEven(exact(n), 2))).toEqual([
      0.12, 0.14, -0.12, 2.5,
    ])
    expect(divideHalfEven(exact(1), exact(8), 2)).toBe(0.12)
    expect(divideDifference(exact(1), exact(8), 2)).toBe(0.12)
    expect(divideDifference(exact(1), exact(-800), 2)).toBe(-0.001)
    expect(divideDifference(exact(0), exact(8), 2)).toBe(0)
    expect(divideHalfEven(exact(3), exact(8), 2)).toBe(0.38)
    expect(divideHalfEven(exact(1), exact(3), 4)).toBe(0.3333)
  })
})

describe('intervals', () => {
  const bound = (value: number, inclusive: boolean): Bound => ({ value: exact(value), inclusive })
  const interval = (low: Bound | null, high: Bound | null): Interval => ({ low, high })

  it('are empty if no value is in them', () => {
    expect(isEmpty(interval(bound(5, true), bound(5, true)))).toBe(false)
    expect(isEmpty(interval(bound(5, false), bound(5, true)))).toBe(true)
    expect(isEmpty(interval(bound(5, true), bound(5, false)))).toBe(true)
    expect(isEmpty(interval(bound(6, true), bound(5, true)))).toBe(true)
    expect(isEmpty(interval(bound(5, false), bound(6, false)))).toBe(false)
    expect(isEmpty(interval(null, bound(5, false)))).toBe(false)
    expect(isEmpty(interval(bound(5, false), null))).toBe(false)
  })

  it('include one another end by end', () => {
    const bounds = fc.option(
      fc.record({ value: fc.integer({ min: -3, max: 3 }), inclusive: fc.boolean() }),
    )
    const intervals = fc
      .record({ low: bounds, high: bounds })
      .map(({ low, high }) =>
        interval(low && bound(low.value, low.inclusive), high && bound(high.value, high.inclusive)),
      )
    const points = Array.from({ length: 41 }, (_, i) => exact((i - 20) / 4))
    fc.assert(
      fc.property(intervals, intervals, (outer, inner) => {
        fc.pre(!isEmpty(inner))
        const every = points.every((p) => !contains(inner, p) || contains(outer, p))
        expect(includes(outer, inner)).toBe(every)
      }),
      { numRuns: runs(2000) },
    )
  })
})
