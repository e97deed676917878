import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { parseJson } from './json-text'
import { printedLength } from './printed-length'
import { textFaults } from './text-faults'
import { runs } from '../../../../scripts/jest/runs'

const faultsIn = (text: string) => {
  const json = parseJson(text)
  return E.isLeft(json) ? json.left : null
}

const inexact = (number: string, read: string) =>
  `expected a number that can be read exactly, got ${JSON.stringify(number)}, which reads as ${read}`

/** Values with numbers of every length and few different keys. */
const printable = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'json' },
    fc.constantFrom(null, true, false, 0, 1, 10, 1000, 1e9, 1e21, 0.01, 1e-7, '', 'a', 'a:', '1e3'),
    fc.integer({ min: -10_000, max: 10_000 }),
    fc
      .tuple(fc.integer(), fc.integer({ min: 0, max: 8 }))
      .map(([digits, places]) => digits / 10 ** places),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'aa', '1', '__proto__'), tie('value'), { maxKeys: 4 }),
  ),
})).value

describe('JSON text', () => {
  it.each([
    ['{"a":1,"a":1}', 'a'],
    ['{"a":1,"b":{"c":[0,{"d":1, "d" :2}]}}', 'b.c[1].d'],
    [String.raw`{"a":1,"\u0061":2}`, 'a'],
    ['[[{"x":{},"y":"}","x":[]}]]', '[0][0].x'],
    [String.raw`{"\"":1,"\"":2}`, String.raw`["\""]`],
  ])('with a key written twice is refused: %s', (text, path) => {
    expect(faultsIn(text)).toEqual([{ path, message: 'written twice' }])
  })

  it.each([
    ['{"a":[1,0.12345678901234567]}', 'a[1]', '0.12345678901234567', '0.123456789012346'],
    ['[10.960000000000000001]', '[0]', '10.960000000000000001', '10.96'],
    ['{"a":9007199254740993}', 'a', '9007199254740993', '9007199254740990'],
  ])(
    'with more digits than a figure may have names the nearest figure: %s',
    (text, path, number, nearest) => {
      const message = `expected a number that can be read exactly, got ${JSON.stringify(number)}; the nearest of 15 digits is ${nearest}`
      expect(faultsIn(text)).toEqual([{ path, message }])
    },
  )

  it('with a number longer than any that is exact is refused, however long it is', () => {
    const long = (places: number): string => `[1.${'0'.repeat(places)}]`
    expect(faultsIn(long(1998))).toBeNull()
    for (const places of [1999, 10_000_000]) {
      const [fault, ...more] = faultsIn(long(places)) ?? []
      expect([fault?.path, more]).toEqual(['[0]', []])
      expect(fault?.message).toMatch(/^expected a number of at most 2000 characters, got "1[.]000/)
    }
  })

  it('shows a character that nobody would see', () => {
    expect(faultsIn('\ufeff{}')?.[0]?.message).toContain('\\u{feff}')
  })

  it.each([
    ['{"a":1e-400}', 'a', '1e-400', '0'],
    ['-1E-999', '', '-1E-999', '0'],
    ['[1e400]', '[0]', '1e400', 'Infinity'],
  ])('that reading would round is refused: %s', (text, path, number, read) => {
    expect(faultsIn(text)).toEqual([{ path, message: inexact(number, read) }])
  })

  it.each([
    ['1000000000000000000000', 1e21],
    ['0.00000000000000000000001', 1e-23],
    ['[1.500000000000000000,-0.0,123456789012345]', [1.5, -0, 123456789012345]],
    ['0e0', 0],
    ['[true,false,null,1e2]', [true, false, null, 100]],
    ['[0.1234567890123456,5e-324]', [0.1234567890123456, 5e-324]],
    [' {"a" : {"a":1} , "b":"a\\":1,"}\n', { a: { a: 1 }, b: 'a":1,' }],
    [String.raw`"\\"`, '\\'],
  ])('is read as it is: %s', (text, value) => {
    expect(parseJson(text)).toEqual(E.right(value))
  })

  it.each(['', ' ', '{', '{"a"}', '01', '[1,]', 'undefined', '\ufeff{}', '"\n"', '{}{}'])(
    'that is not JSON is refused: %j',
    (text) => {
      const [fault, ...others] = faultsIn(text) ?? []
      expect(others).toEqual([])
      expect(fault?.path).toBe('')
      expect(fault?.message).toMatch(/^(not JSON: |expected JSON, got nothing)/)
      expect(fault?.message).not.toMatch(/\p{Cc}/u)
    },
  )

  it('agrees with JSON.parse wherever nothing would be lost', () => {
    const values = fc.jsonValue()
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 3 }), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(parseJson(text)).toEqual(E.right(JSON.parse(text)))
      }),
      { numRuns: runs(500) },
    )
  })

  it('is no more than its value if it is as short as the value can be written', () => {
    let short = 0
    const piece = fc.constantFrom(...'{}[]:,"\\-.eE+0159 a', '"a":1,', '000', '1e3', '\\u0061')
    const change = fc.tuple(fc.nat(), fc.nat({ max: 3 }), piece)
    fc.assert(
      fc.property(printable, fc.array(change, { maxLength: 3 }), (value, changes) => {
        const text = changes.reduce((changed, [at, dropped, added]) => {
          const start = at % (changed.length + 1)
          return changed.slice(0, start) + added + changed.slice(start + dropped)
        }, JSON.stringify(value))
        let read: unknown
        try {
          read = JSON.parse(text)
        } catch {
          return
        }
        const faults = textFaults(text)
        expect(parseJson(text)).toEqual(faults.length === 0 ? E.right(read) : E.left(faults))
        if (printedLength(read) !== text.length || text.includes('\\')) return
        expect(faults).toEqual([])
        short++
      }),
      { numRuns: runs(20_000) },
    )
    expect(short).toBeGreaterThan(runs(2000))
  })

  it.each([
    ['0', 1],
    ['-7', 2],
    ['999', 3],
    ['1001', 4],
    ['999999999', 9],
    ['0.01', 4],
    ['-80.25', 6],
    ['123.123456', 10],
    ['["a",true,false,null,[],{},{"b":1}]', 35],
  ])('as short as its value can be written: %s', (text, length) => {
    expect(text).toHaveLength(length)
    expect(printedLength(JSON.parse(text))).toBe(length)
  })

  it.each(['1000', '-273000', '1e9', '0.001', '0.1234567', '1e400', '1e21', '5e-324'])(
    'is examined closely if a number can be written shorter or has many digits: %s',
    (number) => {
      expect(printedLength(JSON.parse(number))).toBe(NaN)
      expect(printedLength(JSON.parse(`{"a":[${number}]}`))).toBe(NaN)
    },
  )

  it.each([
    ['{"a":0,"n":1e8,"a":0}', '{"a":0,"n":100000000}'],
    ['{"a":0,"n":[1e-5,1e-5],"a":0}', '{"a":0,"n":[0.00001,0.00001]}'],
  ])('is refused even if short numbers make up for a key written twice: %s', (text, long) => {
    expect(text).toHaveLength(long.length)
    expect(faultsIn(text)).toEqual([{ path: 'a', message: 'written twice' }])
  })

  it('may be long, and as deeply nested as a short text', () => {
    const deep = '['.repeat(2000) + ']'.repeat(2000)
    expect(E.isRight(parseJson(deep))).toBe(true)
    const long = 'x'.repeat(10_000_000)
    expect(parseJson(JSON.stringify([long]))).toEqual(E.right([long]))
  })
})
