import fc from 'fast-check'
import { canonicalJson } from '../proofs/canonical-json'
import { isSameJson } from './same-json'
import { runs } from '../../../../scripts/jest/runs'

/** Few different values, so that many are the same, with fields in any order. */
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom(null, 0, 1, '', 'a', true),
    fc.array(tie('json'), { maxLength: 2 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', '__proto__'), tie('json')), {
        maxLength: 2,
        selector: ([key]) => key,
      })
      .map((fields) => Object.fromEntries(fields)),
  ),
}))

describe('JSON is the same', () => {
  it('if it has the same canonical text', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(isSameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b))
      }),
      { numRuns: runs(2000) },
    )
  })

  it('whatever the order of fields, and without those that are undefined', () => {
    expect(isSameJson({ a: 1, b: [2, { c: null }] }, { b: [2, { c: null }], a: 1 })).toBe(true)
    expect(isSameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true)
    expect(isSameJson({ a: undefined }, { b: undefined })).toBe(true)
    expect(isSameJson({ a: 1 }, { b: 1 })).toBe(false)
    expect(isSameJson([], {})).toBe(false)
    expect(isSameJson(JSON.parse('{"__proto__":{}}'), { a: {} })).toBe(false)
  })
})
