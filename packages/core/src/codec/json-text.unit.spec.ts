import * as E from 'fp-ts/lib/Either'
import fc from 'fast-check'
import { parseJson } from './json-text'

const faultsIn = (text: string) => {
  const json = parseJson(text)
  return E.isLeft(json) ? json.left : null
}

const inexact = (number: string, read: string) =>
  `expected a number that can be read exactly, got ${JSON.stringify(number)}, which reads as ${read}`

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
    ['{"a":[1,0.12345678901234567]}', 'a[1]', '0.12345678901234567', '0.12345678901234566'],
    ['[10.960000000000000001]', '[0]', '10.960000000000000001', '10.96'],
    ['{"a":9007199254740993}', 'a', '9007199254740993', '9007199254740992'],
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
    'that is none is refused: %j',
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
      { numRuns: 500 },
    )
  })

  it('survives nesting and length', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(E.isRight(parseJson(deep))).toBe(true)
    const objects = '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000)
    expect(E.isRight(parseJson(objects))).toBe(true)
    const long = 'x'.repeat(10_000_000)
    expect(parseJson(JSON.stringify([long]))).toEqual(E.right([long]))
  })
})
