import * as E from 'fp-ts/Either'
import { Outcome } from '../kpi/outcome'
import type { Shape } from '../schema/codec'
import { decoder, faultsOf } from '../schema/decode'
import { jsonSchemaOf } from '../schema/json-schema'
import { BandTest } from './band-test'
import { Beats } from './band-tests/beats'
import { Clears } from './band-tests/clears'
import { Meets } from './band-tests/meets'
import { Reaches } from './band-tests/reaches'
import { Under } from './band-tests/under'
import { Grade } from './grade'
import { Margin } from './margin'
import { Scheme } from './scheme'
import { Target } from './target'

/** Path and message of every fault in a value; none if it is accepted. */
const faultsIn = (codec: Shape<unknown>, u: unknown): ReadonlyArray<readonly [string, string]> =>
  faultsOf(codec, u).map(({ path, message }) => [path, message])

const pathsOf = (codec: Shape<unknown>, value: unknown): ReadonlyArray<string> =>
  faultsIn(codec, value).map(([path]) => path)

const target = { comparator: '>=', value: 90 }
const range = { comparator: 'between', low: 5, high: 7 }

describe('M9, M10 and M14 how a target is written', () => {
  it.each<[string, unknown]>([
    ['>=', target],
    ['>', { comparator: '>', value: 0 }],
    ['<=', { comparator: '<=', value: -1.5 }],
    ['<', { comparator: '<', value: 3 }],
    ['a range', range],
    ['an absolute tolerance', { ...target, tolerance: { absolute: 0.01 } }],
    ['a percent tolerance', { ...target, tolerance: { percent: 5 } }],
    ['a tolerance on a range', { ...range, tolerance: { absolute: 1 } }],
    ['levels', { ...target, levels: { detriment: 87, failure: 84 } }],
    ['levels of a range', { ...range, levels: { detriment: { low: 4, high: 8 } } }],
    ['a profile', { ...target, profile: { '01': 1, '09': 2, '10': 3, '12': 4 } }],
  ])('accepts %s', (_, value) => {
    expect(decoder(Target)(value)).toEqual(E.right(value))
  })

  it.each<[string, unknown, ReadonlyArray<string>]>([
    ['an unknown comparator', { comparator: '=', value: 5 }, ['comparator']],
    ['no comparator', { value: 5 }, ['comparator']],
    ['no value', { comparator: '>=' }, ['value']],
    ['text for a value', { comparator: '>=', value: '90' }, ['value']],
    ['a misspelt tolerance', { ...target, tolerence: { absolute: 1 } }, ['tolerence']],
    ['a bare number as tolerance', { ...target, tolerance: 5 }, ['tolerance']],
    ['the word for a tolerance', { ...target, tolerance: 'tolerance' }, ['tolerance']],
    ['a level with an odd name', { ...target, levels: { Detriment: 1 } }, ['levels.Detriment']],
    ['a level of text', { ...target, levels: { detriment: '1' } }, ['levels.detriment']],
    [
      'a range as level of a value',
      { ...target, levels: { a: { low: 1, high: 2 } } },
      ['levels.a'],
    ],
    ['a value as level of a range', { ...range, levels: { a: 1 } }, ['levels.a']],
    ['half a range', { comparator: 'between', low: 5 }, ['high']],
    ['the other half', { comparator: 'between', high: 5 }, ['low']],
    ['a value with a range', { ...range, value: 6 }, ['value']],
    ['M14 a profile with a range', { ...range, profile: { '04': 6 } }, ['profile']],
    ['M14 month 00', { ...target, profile: { '00': 1 } }, ['profile["00"]']],
    ['M14 month 13', { ...target, profile: { '13': 1 } }, ['profile["13"]']],
    ['M14 month 4', { ...target, profile: { '4': 1 } }, ['profile["4"]']],
    ['M14 month 004', { ...target, profile: { '004': 1 } }, ['profile["004"]']],
    ['M14 month 041', { ...target, profile: { '041': 1 } }, ['profile["041"]']],
    ['M14 April by name', { ...target, profile: { april: 1 } }, ['profile.april']],
    ['M14 a point of null', { ...target, profile: { '04': null } }, ['profile["04"]']],
    ['M15 no number', { ...target, value: NaN }, ['value']],
    ['M15 no end', { ...target, value: Infinity }, ['value']],
    ['M15 minus nothing', { ...target, value: -0 }, ['value']],
    ['M15 more than 1e12', { ...target, value: 1_000_000_000_001 }, ['value']],
    ['M15 sixteen digits', { ...target, value: 0.1234567890123456 }, ['value']],
  ])('refuses %s', (_, value, paths) => {
    expect(pathsOf(Target, value)).toEqual(paths)
  })

  it('accepts the largest and the longest numbers allowed', () => {
    for (const value of [1e12, -1e12, 0.123456789012345, 999_999_999_999.999])
      expect(faultsIn(Target, { comparator: '>=', value })).toEqual([])
  })

  it('says what it expected', () => {
    expect(faultsIn(Target, { ...target, profile: { '13': 1 } })).toEqual([
      ['profile["13"]', 'expected a month of the year from "01" to "12", got "13"'],
    ])
    expect(faultsIn(Target, { ...target, tolerance: 5 })).toEqual([
      ['tolerance', 'expected a margin such as {"absolute": 1} or {"percent": 5}, got 5'],
    ])
    expect(faultsIn(Target, { comparator: '=', value: 5 })).toEqual([
      ['comparator', 'expected one of ">=", ">", "<=", "<", "between", got "="'],
    ])
  })

  it('names its codecs', () => {
    expect([Target, Scheme, Grade].map(({ name }) => name)).toEqual([
      'a target',
      'a scheme',
      'a grade',
    ])
    expect(jsonSchemaOf(Target)).toMatchObject({
      oneOf: [{ description: 'a target value' }, { description: 'a target range' }],
    })
    expect(jsonSchemaOf(Margin)).toMatchObject({
      oneOf: [{ description: 'an absolute margin' }, { description: 'a percent margin' }],
    })
    expect([Meets, Under, Beats, Clears, Reaches].map(({ name }) => name)).toEqual([
      'a test such as {"meets": "target", "within": "tolerance"}',
      'a test such as {"meets": "target", "under": {"percent": 5}}',
      'a test such as {"beats": "target"}',
      'a test such as {"clears": "detriment"}',
      'a test such as {"reaches": "floor"}',
    ])
  })
})

describe('M10 a margin is above 0', () => {
  it.each([{ absolute: 0.001 }, { absolute: 1e12 }, { percent: 5 }, { percent: 250 }])(
    'accepts %j',
    (margin) => {
      expect(faultsIn(Margin, margin)).toEqual([])
    },
  )

  it.each<[unknown, string]>([
    [{ absolute: 0 }, 'absolute'],
    [{ percent: 0 }, 'percent'],
    [{ absolute: -1 }, 'absolute'],
    [{ percent: -5 }, 'percent'],
    [{ percent: '5' }, 'percent'],
    [{}, ''],
    [5, ''],
  ])('refuses %j', (margin, path) => {
    expect(pathsOf(Margin, margin)).toEqual([path])
  })

  it('is absolute or percent, not both', () => {
    expect(faultsIn(Margin, { absolute: 1, percent: 5 })).toHaveLength(1)
  })
})

describe('M11 how a band’s test is written', () => {
  const absolute = { absolute: 1 }

  it.each<[unknown]>([
    [{ meets: 'target' }],
    [{ meets: 'target', within: 'tolerance' }],
    [{ meets: 'target', within: absolute }],
    [{ meets: 'target', within: { percent: 5 } }],
    [{ meets: 'target', under: absolute }],
    [{ beats: 'target' }],
    [{ beats: 'target', by: absolute }],
    [{ clears: 'detriment' }],
    [{ reaches: 'floor-2' }],
    ['otherwise'],
  ])('accepts %j', (when) => {
    expect(decoder(BandTest)(when)).toEqual(E.right(when))
  })

  it.each<[unknown]>([
    ['always'],
    [{}],
    [null],
    [{ meets: 'detriment' }],
    [{ beats: 'detriment' }],
    [{ meets: 'target', within: 'tolerances' }],
    [{ meets: 'target', within: 5 }],
    [{ meets: 'target', within: { absolute: 0 } }],
    [{ meets: 'target', under: 'tolerance' }],
    [{ meets: 'target', under: absolute, within: absolute }],
    [{ meets: 'target', by: absolute }],
    [{ beats: 'target', within: absolute }],
    [{ clears: 'Detriment' }],
    [{ clears: '' }],
    [{ clears: 1 }],
    [{ reaches: 'two words' }],
    [{ clears: 'detriment', reaches: 'floor' }],
  ])('refuses %j', (when) => {
    expect(faultsIn(BandTest, when).length).toBeGreaterThan(0)
  })

  it('lists the tests there are', () => {
    expect(faultsIn(BandTest, 'always')).toEqual([
      [
        '',
        'expected a test: {"meets": "target"}, {"beats": "target"}, {"clears": level}, {"reaches": level} or "otherwise", got "always"',
      ],
    ])
    expect(faultsIn(BandTest, { meets: 'target', within: 5 })).toEqual([
      ['within', 'expected a margin, or "tolerance", got 5'],
    ])
  })
})

describe('M13 how a scheme is written', () => {
  const band = { code: 'met', label: 'Target Met', grade: 'good', when: 'otherwise' }
  const scheme = { bands: [band], notRated: { code: 'none', label: 'No Data' } }

  it('accepts it with and without levels', () => {
    expect(faultsIn(Scheme, scheme)).toEqual([])
    expect(faultsIn(Scheme, { ...scheme, levels: ['detriment', 'failure-2'] })).toEqual([])
  })

  it.each(['good', 'approaching-target', 'requires-improvement', 'inadequate'])(
    'accepts the grade %s',
    (grade) => {
      expect(faultsIn(Scheme, { ...scheme, bands: [{ ...band, grade }] })).toEqual([])
    },
  )

  it.each<[string, unknown, ReadonlyArray<string>]>([
    ['the grade of what is not rated', [{ ...band, grade: 'other' }], ['bands[0].grade']],
    ['a grade nobody wrote in law', [{ ...band, grade: 'green' }], ['bands[0].grade']],
    ['a band without a grade', [{ ...band, grade: undefined }], ['bands[0].grade']],
    ['a code with a blank', [{ ...band, code: 'not met' }], ['bands[0].code']],
    ['an empty label', [{ ...band, label: '' }], ['bands[0].label']],
    ['an odd field', [{ ...band, colour: 'red' }], ['bands[0].colour']],
    ['a band that is none', ['otherwise'], ['bands[0]']],
    ['bands that are none', 'otherwise', ['bands']],
  ])('refuses %s', (_, bands, paths) => {
    expect(pathsOf(Scheme, { ...scheme, bands })).toEqual(paths)
  })

  it('refuses anything else that is not allowed in it', () => {
    expect(pathsOf(Scheme, { ...scheme, levels: ['Detriment'] })).toEqual(['levels[0]'])
    expect(pathsOf(Scheme, { bands: [band] })).toEqual(['notRated'])
    expect(pathsOf(Scheme, { ...scheme, notRated: { code: 'none' } })).toEqual(['notRated.label'])
    expect(
      pathsOf(Scheme, { ...scheme, notRated: { code: 'A', label: 'B', grade: 'good' } }),
    ).toEqual(['notRated.code', 'notRated.grade'])
    expect(pathsOf(Scheme, { ...scheme, tolerance: { absolute: 1 } })).toEqual(['tolerance'])
  })

  it.each(['1', '007', '12'])('refuses a code or level made only of digits: %s', (code) => {
    expect(pathsOf(Scheme, { ...scheme, bands: [{ ...band, code }] })).toEqual(['bands[0].code'])
    expect(pathsOf(Scheme, { ...scheme, levels: [code] })).toEqual(['levels[0]'])
    expect(pathsOf(Scheme, { ...scheme, levels: [`${code}-${code}`, `a${code}`] })).toEqual([])
  })

  it.each<[unknown, ReadonlyArray<string>]>([
    [{ 'not-due': { code: 'n-a', label: 'N/A' }, incomplete: { code: 'n-a', label: 'N/A' } }, []],
    [{ overdue: { code: 'late', label: 'Late' } }, ['notRated.by.overdue']],
    [{ 'not-due': { code: 'n-a' } }, ['notRated.by.not-due.label']],
  ])('M18a has words by reason: %j', (by, paths) => {
    const notRated = { code: 'none', label: 'None', by }
    expect(pathsOf(Scheme, { ...scheme, notRated })).toEqual(paths)
  })

  it('M34 has points by band and for repeats, in whole numbers', () => {
    const repeat = { within: 2, factor: 2 }
    expect(pathsOf(Scheme, { ...scheme, bands: [{ ...band, points: 0 }], repeat })).toEqual([])
    const wrong = { ...scheme, bands: [{ ...band, points: 1.5 }], repeat: { within: 1, factor: 1 } }
    expect(pathsOf(Scheme, wrong)).toEqual(['bands[0].points', 'repeat.within', 'repeat.factor'])
  })
})

describe('M17 and M18 how an outcome is written', () => {
  it.each<[unknown]>([
    [{ kind: 'measured', value: 1, of: 2, published: '50' }],
    [{ kind: 'measured', value: 0 }],
    [{ kind: 'not-measured', reason: 'not-due' }],
    [{ kind: 'not-measured', reason: 'not-yet-measurable', text: 'Not yet measurable' }],
    [{ kind: 'not-measured', reason: 'no-activity' }],
    [{ kind: 'not-measured', reason: 'no-data' }],
    [{ kind: 'not-measured', reason: 'not-measurable' }],
  ])('accepts %j', (outcome) => {
    expect(decoder(Outcome)(outcome)).toEqual(E.right(outcome))
  })

  it.each<[unknown, ReadonlyArray<string>]>([
    [{ kind: 'measured' }, ['value']],
    [{ kind: 'measured', value: null }, ['value']],
    [{ kind: 'measured', value: 1, text: 'one' }, ['text']],
    [{ kind: 'not-measured' }, ['reason']],
    [{ kind: 'not-measured', reason: 'not-recorded' }, ['reason']],
    [{ kind: 'not-measured', reason: 'no-data', value: 0 }, ['value']],
    [{ kind: 'estimated', value: 1 }, ['kind']],
  ])('refuses %j', (outcome, paths) => {
    expect(pathsOf(Outcome, outcome)).toEqual(paths)
  })
})
