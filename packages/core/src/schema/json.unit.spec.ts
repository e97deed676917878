import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { codePoint } from '../../../../scripts/jest/code-point'
import { isJson, isPlainObject } from './json'
import { JsonValue } from './json-value'

const nested = (depth: number): unknown => {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value }
  return value
}

describe('isPlainObject', () => {
  it('accepts literals, parsed objects, null prototypes and objects of other realms', () => {
    expect(isPlainObject({})).toBe(true)
    expect(isPlainObject(JSON.parse('{"__proto__":{"a":1}}'))).toBe(true)
    expect(isPlainObject(Object.create(null))).toBe(true)
    expect(isPlainObject(runInNewContext('({ a: 1 })'))).toBe(true)
  })

  it('refuses everything else', () => {
    class Plain {
      readonly a = 1
    }
    class Derived extends Plain {}
    const others: ReadonlyArray<unknown> = [
      null,
      undefined,
      1,
      'a',
      [],
      () => 1,
      new Date(),
      new Map(),
      new Plain(),
      new Derived(),
      Object.create({ a: 1 }),
      new String('a'),
      /a/,
      new Error('a'),
      Promise.resolve(),
      runInNewContext('[]'),
      runInNewContext('new Date()'),
    ]
    for (const u of others) expect([u, isPlainObject(u)]).toEqual([u, false])
  })
})

describe('isJson', () => {
  it('accepts what JSON can express', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: codePoint }), (value) => {
        fc.pre(!JSON.stringify(value).includes('-0') && JSON.stringify(value).isWellFormed())
        const hasMinusZero = (u: unknown): boolean =>
          Object.is(u, -0) ||
          (typeof u === 'object' && u !== null && Object.values(u).some(hasMinusZero))
        expect(isJson(JSON.parse(JSON.stringify(value)))).toBe(true)
        expect(isJson(value)).toBe(!hasMinusZero(value))
      }),
    )
  })

  it.each([
    [undefined],
    [NaN],
    [Infinity],
    [-Infinity],
    [-0],
    [1n],
    [Symbol('a')],
    [() => 1],
    [new Date()],
    ['\ud800'],
    [{ '\udc00': 1 }],
    [[[-0]]],
    [{ a: { b: undefined } }],
    [[undefined]],
    [new Array(1)],
    [{ a: ['\ud83d'] }],
  ])('refuses %p', (u) => {
    expect(isJson(u)).toBe(false)
    expect(JsonValue.is(u)).toBe(false)
  })

  it('accepts 64 levels and refuses 65, however deep', () => {
    expect(isJson(nested(64))).toBe(true)
    expect(isJson(nested(65))).toBe(false)
    expect(isJson(nested(100_000))).toBe(false)
  })

  it('reads only own fields, including one named `__proto__`', () => {
    expect(isJson(JSON.parse('{"__proto__":{"constructor":[1]}}'))).toBe(true)
    expect(isJson(JSON.parse('{"__proto__":-0}'))).toBe(false)
  })
})
