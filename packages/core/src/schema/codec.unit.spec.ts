import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import * as t from 'io-ts'
import { configure } from './check'
import type { Codec } from './codec'
import { array, keyed, literal, or, pattern, record, struct, tagged } from './combinators'
import { decoder } from './decode'
import { formatFault, formatPath, preview } from './fault'
import { explanation } from './fixture.spec'
import { Instant, InstantOrDate } from './instant'
import { JsonValue } from './json-value'
import { Decimal, DecimalPlaces, PositiveDecimal, Revision } from './number'
import { Code, Identifier, KPIReference, Sha256Hex, Text, Uuid } from './text'
import { runs } from '../../../../scripts/jest/runs'

const Point = struct('a point', { x: Decimal, y: Decimal }, { label: Text })
const Shape = tagged('a shape', 'kind', {
  circle: struct('a circle', { kind: literal('circle'), radius: Decimal }),
  line: struct('a line', { kind: literal('line'), from: Point, to: Point }),
})
const Size = or(
  'a size',
  'none',
  keyed('a size', {
    width: struct('a width', { width: Decimal }),
    height: struct('a height', { height: Decimal }),
  }),
)
const Drawing = struct(
  'a drawing',
  { shapes: array(Shape) },
  { size: Size, names: record('names', Code, array(Decimal)) },
)
const decode = decoder(Drawing)

const faults = (u: unknown) => {
  const decoded = decode(u)
  return E.isLeft(decoded) ? decoded.left.faults.map(formatFault) : []
}

type Test = (u: unknown) => boolean

/** The same shapes, checked by hand-written code. */
const isFigure: Test = (u) => typeof u === 'number'
const isLabel: Test = (u) => typeof u === 'string'
const isObjectOf =
  (required: Readonly<Record<string, Test>>, optional: Readonly<Record<string, Test>> = {}): Test =>
  (u) =>
    typeof u === 'object' &&
    u !== null &&
    !Array.isArray(u) &&
    Object.keys(required).every((key) => key in u) &&
    Object.entries(u).every(([key, value]) => (required[key] ?? optional[key])?.(value) === true)
const isPoint = isObjectOf({ x: isFigure, y: isFigure }, { label: isLabel })
const isCircle = isObjectOf({ kind: (u) => u === 'circle', radius: isFigure })
const isLine = isObjectOf({ kind: (u) => u === 'line', from: isPoint, to: isPoint })
const isShape: Test = (u) => isCircle(u) || isLine(u)
const isWidth = isObjectOf({ width: isFigure })
const isHeight = isObjectOf({ height: isFigure })
const isSize: Test = (u) => u === 'none' || isWidth(u) || isHeight(u)

const figures = fc.constantFrom(1, 2.5)
const keys = ['kind', 'radius', 'from', 'to', 'x', 'y', 'label', 'width', 'height', 'shapes']
const loose = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('circle', 'line', 'none', 1, 2.5, null, 'text'),
    fc.dictionary(fc.constantFrom(...keys), tie('value')),
    fc.array(tie('value'), { maxLength: 2 }),
  ),
})).value

afterEach(() => {
  configure({ jitless: false })
})

describe('decoding', () => {
  const good = {
    shapes: [
      { kind: 'circle', radius: 1 },
      { kind: 'line', from: { x: 0, y: 0 }, to: { y: 1, label: 'end', x: 2 } },
    ],
    names: { constructor: [1], a: [] },
    size: { height: 2 },
  }

  it('returns a valid value unchanged', () => {
    expect(decode(good)).toEqual(E.right(good))
    expect(decode({ shapes: [], size: 'none' })).toMatchObject({ _tag: 'Right' })
    expect(decode(Object.assign(Object.create(null), { shapes: [] }))).toMatchObject({
      _tag: 'Right',
    })
  })

  it('reports every fault with its path, in order', () => {
    const bad = {
      colour: 'red',
      shapes: [
        { kind: 'circle', radius: '1', raduis: 1 },
        { kind: 'square' },
        { kind: 'line', from: { x: NaN, y: -0 } },
        { radius: 1 },
        7,
      ],
      names: { 'not a code': [1], fine: [1, Infinity] },
      size: { height: null },
    }
    expect(faults(bad)).toEqual([
      'colour: unknown field; known here: shapes, size, names',
      'shapes[0].radius: expected a number, got "1"',
      'shapes[0].raduis: unknown field; known here: kind, radius',
      'shapes[1].kind: expected one of "circle", "line", got "square"',
      'shapes[2].from.x: expected a finite number, got NaN',
      'shapes[2].from.y: expected a number, got -0 (write 0)',
      'shapes[2].to: missing',
      'shapes[3].kind: missing; one of "circle", "line"',
      'shapes[4]: expected an object, got 7',
      'names["not a code"]: expected a code (lower-case letters, digits, single "-" between them, not digits alone, at most 64), got "not a code"',
      'names.fine[1]: expected a finite number, got Infinity',
      'size.height: expected a number, got null',
    ])
  })

  it.each([null, undefined, 7, 'x', [], () => 1, new Date(0), new Map(), Symbol('s'), 10n])(
    'refuses what is not a plain object: %p',
    (u) => {
      expect(faults(u)).toHaveLength(1)
    },
  )

  it('looks only at own fields', () => {
    expect(faults(Object.create({ shapes: [] }))).not.toEqual([])
    expect(faults(JSON.parse('{"shapes":[],"__proto__":{}}'))).toEqual([
      '__proto__: unknown field; known here: shapes, size, names',
    ])
    expect(faults({})).toEqual(['shapes: missing'])
    expect(faults({ shapes: undefined })).toEqual(['shapes: expected an array, got undefined'])
    expect(faults({ shapes: [], size: undefined })).toHaveLength(1)
  })

  it('looks only at enumerable fields, in the predicate and in the explanation', () => {
    const hidden = (on: object, key: string, value: unknown): object =>
      Object.defineProperty({ ...on }, key, { value, enumerable: false })
    expect(faults(hidden({ shapes: [] }, 'note', 1))).toEqual([])
    expect(decode(hidden({ shapes: [] }, 'note', 1))).toMatchObject({ _tag: 'Right' })
    expect(faults(hidden({}, 'shapes', []))).toEqual(['shapes: missing'])
    expect(faults(hidden({ size: undefined }, 'shapes', []))).toHaveLength(2)
    expect(faults(hidden({ shapes: [] }, 'size', 7))).toEqual([])
    expect(decode(hidden({ shapes: [] }, 'size', 7))).toMatchObject({ _tag: 'Right' })
    expect(faults({ shapes: [], size: hidden({ height: 2 }, 'width', 1) })).toEqual([])
    expect(faults({ shapes: [hidden({ radius: 1 }, 'kind', 'circle')] })).toEqual([
      'shapes[0].kind: missing',
    ])
  })

  it.each([
    ['with', true],
    ['without', false],
  ])('takes no field from a changed Object.prototype, %s enumerable fields', (_, enumerable) => {
    const prototype = Object.prototype as object
    const added = { shapes: [], label: 'everybody’s', stray: 1 }
    for (const [key, value] of Object.entries(added))
      Object.defineProperty(prototype, key, { value, enumerable, configurable: true })
    try {
      const seen = [{}, { size: undefined }, { shapes: [] }, { shapes: [], size: 'none' }]
      const found = seen.map((u) => ({ accepted: Drawing.is(u), faults: faults(u) }))
      expect(found).toEqual([
        { accepted: false, faults: ['shapes: missing'] },
        { accepted: false, faults: [expect.stringContaining('size:'), 'shapes: missing'] },
        { accepted: true, faults: [] },
        { accepted: true, faults: [] },
      ])
      expect(Point.is({ x: 0, y: 0 })).toBe(true)
    } finally {
      for (const key of Object.keys(added)) Reflect.deleteProperty(prototype, key)
    }
  })

  it('explains why a value fits no member of a union', () => {
    expect(faults({ shapes: [], size: 'some' })).toEqual(['size: expected a size, got "some"'])
    expect(faults({ shapes: [], size: { width: 1, depth: 2 } })).toEqual([
      'size.depth: unknown field; known here: width',
    ])
  })

  it('accepts exactly what has the shape, whether the test is generated or walked', () => {
    const points = fc.record({ x: figures, y: loose, label: loose }, { requiredKeys: ['x'] })
    const plain = fc.record({ x: figures, y: figures })
    const shapes = fc.oneof(
      fc.record({ kind: fc.constantFrom('circle', 'line'), radius: figures }),
      fc.record({ kind: fc.constant('line'), from: plain, to: fc.oneof(plain, points) }),
      fc.record({ width: figures }),
      plain,
    )
    let accepted = 0
    fc.assert(
      fc.property(fc.oneof(loose, points, shapes), (u) => {
        for (const [codec, expected] of [
          [Point, isPoint(u)],
          [Shape, isShape(u)],
          [Size, isSize(u)],
        ] as ReadonlyArray<[Codec<unknown>, boolean]>) {
          expect(codec.is(u)).toBe(expected)
          expect(codec.check.faults(u).length === 0).toBe(expected)
          expect(E.isRight(codec.decode(u))).toBe(expected)
          expect(E.isRight(decoder(codec)(u))).toBe(expected)
          if (expected) accepted++
        }
      }),
      { numRuns: runs(1000) },
    )
    expect(accepted).toBeGreaterThan(runs(100))
  })

  it('is as strict in a type of io-ts’s own, and gives the whole path', () => {
    const Pair = t.type({ first: t.array(Point) })
    const misspelt = {
      first: [
        { x: 0, y: 0 },
        { x: 1, y: 1, lable: 'end' },
      ],
    }
    expect(Pair.is(misspelt)).toBe(false)
    const decoded = Pair.decode(misspelt)
    expect(E.isLeft(decoded) && decoded.left.map(({ message }) => message)).toEqual([
      'lable: unknown field; known here: x, y, label',
    ])
    expect(E.isLeft(decoded) && decoded.left[0]?.context.map(({ key }) => key)).toEqual([
      ...['', 'first', '1', 'lable'],
    ])
  })
})

describe('decoding without generated code', () => {
  it('gives the same answers', () => {
    const whole = fc.record({ shapes: fc.array(loose, { maxLength: 2 }), size: loose })
    fc.assert(
      fc.property(fc.oneof(loose, whole), (u) => {
        for (const codec of [Point, Shape, Size, Drawing] as ReadonlyArray<Codec<unknown>>) {
          configure({ jitless: false })
          const generated = [codec.is(u), decoder(codec)(u)]
          configure({ jitless: true })
          expect([codec.is(u), decoder(codec)(u)]).toEqual(generated)
        }
      }),
    )
  })

  it('generates no code', () => {
    configure({ jitless: true })
    const make = jest.spyOn(globalThis, 'Function')
    try {
      const Fresh = struct('fresh', { x: Decimal })
      expect([Fresh.is({ x: 1 }), Fresh.is({ x: '1' }), make.mock.calls.length]).toEqual([
        ...[true, false, 0],
      ])
      configure({ jitless: false })
      expect([Fresh.is({ x: 1 }), make.mock.calls.length]).toEqual([true, 1])
    } finally {
      make.mockRestore()
    }
  })
})

describe('leaves', () => {
  const lone = '\ud800'
  it.each([
    ['Text', Text, ['a', ' a', 'a\nb\tc', 'é', '😀'.repeat(4000), 'x'.repeat(4000)]],
    ['Code', Code, ['a', 'a-b', '0-1', 'constructor']],
    ['Identifier', Identifier, ['pssp', 'pssp-2016', 'a.b-c', '1', 'a'.repeat(64)]],
    ['KPIReference', KPIReference, ['R&B-K-001', '1', 'a b', '__proto__', 'é', '😀'.repeat(64)]],
    ['Uuid', Uuid, ['00000000-0000-4000-8000-0123456789ab']],
    ['Sha256Hex', Sha256Hex, ['0123456789abcdef'.repeat(4)]],
    [
      'Instant',
      Instant,
      ['2016-06-10T09:00:00.000Z', '2016-02-29T23:59:59.999Z', '2000-02-29T00:00:00.000Z'],
    ],
    ['InstantOrDate', InstantOrDate, ['2016-06-10', '2016-06-10T09:00:00.000Z']],
  ] as const)('%s accepts', (_, codec, values) => {
    expect(values.filter((value) => !codec.is(value))).toEqual([])
    expect(values.filter((value) => explanation(codec, value) !== null)).toEqual([])
  })

  it.each([
    [
      'Text',
      Text,
      [
        '',
        ' ',
        '\n\t',
        'a\rb',
        'a\u0000',
        'a\u007f',
        'a\u0085',
        lone,
        'x'.repeat(4001),
        '😀'.repeat(4001),
        7,
      ],
    ],
    ['Code', Code, ['', 'A', 'a--b', '-a', 'a-', 'a.b', 'a_b', 'a'.repeat(65), 'a\n']],
    ['Identifier', Identifier, ['', 'A', 'a..b', 'a-.b', '.a', 'a.', 'é', 'a'.repeat(65)]],
    [
      'KPIReference',
      KPIReference,
      [
        '',
        ' a',
        'a ',
        '\u00a0a',
        'a\tb',
        'a\u200bb',
        'a\u2028b',
        lone,
        'x'.repeat(65),
        '😀'.repeat(65),
        1,
      ],
    ],
    [
      'Uuid',
      Uuid,
      [
        '00000000-0000-4000-8000-0123456789AB',
        '0'.repeat(36),
        '00000000-0000-4000-8000-0123456789a',
      ],
    ],
    ['Sha256Hex', Sha256Hex, ['0'.repeat(63), '0'.repeat(65), 'A'.repeat(64), 'g'.repeat(64)]],
    [
      'Instant',
      Instant,
      [
        ...[
          '2016-06-10',
          '2016-06-10T09:00:00Z',
          '2016-06-10T09:00:00.000',
          '2016-06-10T24:00:00.000Z',
        ],
        ...['2015-02-29T00:00:00.000Z', '1900-02-29T00:00:00.000Z', '2016-04-31T00:00:00.000Z'],
        ...['2016-13-01T00:00:00.000Z', '2016-00-01T00:00:00.000Z', '2016-01-00T00:00:00.000Z'],
        ...['2016-06-10T09:60:00.000Z', '2016-06-10T09:00:60.000Z', '2016-01-32T00:00:00.000Z'],
        ...['2016-06-10t09:00:00.000z', '2016-06-10T09:00:00.000Z\n', 5],
      ],
    ],
    ['InstantOrDate', InstantOrDate, ['2016-02-30', '2016-6-1', 'today', 20160610]],
  ] as const)('%s refuses', (_, codec, values) => {
    for (const value of values) {
      expect([value, codec.is(value)]).toEqual([value, false])
      expect(explanation(codec, value)).toMatch(/^expected .*, got ./s)
    }
  })

  it('M15 figures are finite, of at most 15 significant digits, and at most 1e12', () => {
    const good = [
      0, 1, -1, 10.96, 1e12, -1e12, 0.1, 123456789012.345, 1e-9, 999999999999.999, 5e-300,
    ]
    expect(good.filter((n) => !Decimal.is(n))).toEqual([])
    const bad = [
      NaN,
      Infinity,
      -Infinity,
      -0,
      1e12 + 0.1,
      1.000001e12,
      0.1234567890123456,
      1 / 3,
      '1',
      null,
    ]
    expect(bad.filter((n) => Decimal.is(n))).toEqual([])
    expect(explanation(Decimal, 1e13)).toBe(
      'expected a number of at most 1e12 in size, got 10000000000000',
    )
    expect(explanation(Decimal, 1 / 3)).toContain('at most 15 significant digits')
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(6), (n, places) => {
        const figure = Number(`${String(n)}e-${String(places)}`)
        expect(Decimal.is(figure)).toBe(!Object.is(figure, -0))
      }),
    )
  })

  it('M10 margins are above 0', () => {
    expect([0.01, 5].every((n) => PositiveDecimal.is(n))).toBe(true)
    expect([0, -1, -0, NaN, '5'].some((n) => PositiveDecimal.is(n))).toBe(false)
    expect(explanation(PositiveDecimal, -1)).toBe('expected a number above 0, got -1')
    expect(explanation(PositiveDecimal, '5')).toBe('expected a number, got "5"')
  })

  it('whole numbers have limits and no sign on 0', () => {
    expect([0, 12].every((n) => DecimalPlaces.is(n))).toBe(true)
    expect([-1, 13, 0.5, -0, '1', 2 ** 53].some((n) => DecimalPlaces.is(n))).toBe(false)
    expect([0, 2 ** 53 - 1].every((n) => Revision.is(n))).toBe(true)
    expect(Revision.is(2 ** 53)).toBe(false)
  })

  it('match a pattern, and are no longer than they may be', () => {
    const letters = pattern('letters', '^[a-z]*$', 3)
    const given = ['a', '1', '', 'abc', 'abcd', null]
    expect(given.map((u) => letters.is(u))).toEqual([true, false, true, true, false, false])
    expect([letters.name, explanation(letters, 1)]).toEqual(['letters', 'expected letters, got 1'])
  })

  it('JSON that is kept as it is has no -0, no lone surrogate and limited depth', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
    expect([null, true, 1e300, 'x', {}, [], nested(64)].every((u) => JsonValue.is(u))).toBe(true)
    const bad = [
      undefined,
      -0,
      NaN,
      lone,
      { [lone]: 1 },
      { a: [lone] },
      nested(65),
      1n,
      new Date(0),
    ]
    expect(bad.filter((u) => JsonValue.is(u))).toEqual([])
  })
})

describe('faults', () => {
  it('write paths as a reader of JavaScript would', () => {
    expect(formatPath(['a', 0, 'b c', 'd-e', '', '1'])).toBe('a[0]["b c"].d-e[""]["1"]')
    expect(formatPath(['x y'])).toBe('["x y"]')
    expect(formatFault({ path: '', message: 'm' })).toBe('m')
  })

  it('show any value on one short line', () => {
    const shown = [
      undefined,
      null,
      'a\n',
      'x'.repeat(50),
      -0,
      true,
      1n,
      {},
      [],
      Symbol('s'),
      () => 1,
    ]
    expect(shown.map(preview)).toEqual([
      'undefined',
      'null',
      '"a\\n"',
      `"${'x'.repeat(40)}…"`,
      '-0',
      'true',
      '1',
      'an object',
      'an array',
      'a symbol',
      'a function',
    ])
  })
})
