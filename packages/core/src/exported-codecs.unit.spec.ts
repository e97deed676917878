import * as E from 'fp-ts/Either'
import { arbitraryOf } from '@kpi-ledger/testing'
import fc from 'fast-check'
import { runs } from '../../../scripts/jest/runs'
import * as t from 'io-ts'
import * as core from './index'
import * as proofs from './proofs'
import { definitions, eventTypes } from './events/registry'
import { Codec } from './schema/codec'
import { decoder } from './schema/decode'

const exported = Object.entries<unknown>({ ...core, ...proofs }).flatMap(([name, codec]) =>
  codec instanceof Codec ? [[name, codec as Codec<unknown>] as const] : [],
)

const data = eventTypes.map(
  (type) => [`the data of ${type}`, definitions[type].data as Codec<unknown>] as const,
)

const codecs = [...exported, ...data].map(
  ([name, codec]) => [name, codec, arbitraryOf(codec)] as const,
)

/** Codecs without unknown fields: metadata accepts any field, and text has none. */
const open = ['Metadata', 'EventId', 'Instant', 'MonthText', 'StreamName']

const unknownField = 'noSuchField'

/** Copies of a value, each with an unknown field in one of its objects, other than metadata. */
const withUnknownField = (u: unknown): ReadonlyArray<unknown> => {
  if (typeof u !== 'object' || u === null) return []
  if (Array.isArray(u)) {
    const items: ReadonlyArray<unknown> = u
    return items.flatMap((item, i) => withUnknownField(item).map((each) => items.with(i, each)))
  }
  return [
    { ...u, [unknownField]: 1 },
    ...Object.entries(u)
      .filter(([key]) => key !== 'metadata')
      .flatMap(([key, value]) => withUnknownField(value).map((each) => ({ ...u, [key]: each }))),
  ]
}

describe('every exported codec', () => {
  it.each(codecs)('%s accepts its values unchanged', (_, codec, good) => {
    fc.assert(
      fc.property(good, (u) => {
        expect(codec.is(u)).toBe(true)
        const decoded = codec.decode(u)
        expect(E.isRight(decoded) && decoded.right).toBe(u)
        expect(codec.encode(u)).toBe(u)
      }),
    )
  })

  it.each(codecs.filter(([name]) => !open.includes(name)))(
    '%s refuses an unknown field in any object within it, and names it',
    (_, codec, good) => {
      let refused = 0
      const refuses = (u: unknown): boolean => {
        refused++
        const decoded = codec.decode(u)
        return (
          !codec.is(u) &&
          E.isLeft(decoded) &&
          decoded.left.length > 0 &&
          decoded.left.every(
            ({ message = '', context }) =>
              message.includes(unknownField) && context.some(({ key }) => key === unknownField),
          ) &&
          E.isLeft(decoder(codec)(u))
        )
      }
      fc.assert(fc.property(good, (value) => withUnknownField(value).every(refuses)))
      expect(refused).toBeGreaterThanOrEqual(runs(100))
    },
  )

  it('Metadata keeps unknown fields', () => {
    fc.assert(
      fc.property(arbitraryOf(core.Metadata), (known) => {
        const u = { ...known, [unknownField]: 1 }
        expect(core.Metadata.decode(u)).toEqual(E.right(u))
      }),
    )
  })
})

describe('a misspelt tolerance', () => {
  const misspelt = { comparator: '>=', value: 5, tolerence: { absolute: 1 } }
  const message =
    'tolerence: unknown field; known here: comparator, value, tolerance, levels, profile'

  it('is refused by Target, however it is read', () => {
    expect(core.Target.is(misspelt)).toBe(false)
    for (const decoded of [core.Target.decode(misspelt), core.Target.validate(misspelt, [])])
      expect(E.isLeft(decoded) && decoded.left.map((error) => error.message)).toEqual([message])
  })

  it('is refused in a type of the user’s own, with its path', () => {
    const Own = t.type({ target: core.Target })
    expect(Own.is({ target: misspelt })).toBe(false)
    const decoded = Own.decode({ target: misspelt })
    if (E.isRight(decoded)) throw new Error('it was accepted')
    expect(decoded.left.map((error) => error.message)).toEqual([message])
    expect(decoded.left[0]?.context.map(({ key }) => key)).toEqual(['', 'target', 'tolerence'])
    expect(decoded.left[0]?.value).toEqual({ absolute: 1 })
  })
})
