import { isDeepStrictEqual } from 'node:util'
import { arbitraryOf } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import type { Codec } from '../schema/codec'
import { decoder } from '../schema/decode'
import { explainer, faultsIn } from '../schema/explain'
import { generate } from '../schema/generate'
import { isPlainObject } from '../schema/json'
import type { Schemable } from '../schema/schemable'
import { parseJson } from '../schema/json-text'
import { eventEntry, eventLeaf } from '../proofs/digest'
import { canonicalJson } from '../proofs/canonical-json'
import { toHex } from '../proofs/hashing'
import { decodeEvent, decodeLine, encodeLine, Event, toEnvelope } from './event.codec'
import { Envelope, Metadata, type RecordedEvent } from './envelope'
import { definitions, eventTypes } from './registry'
import { runs } from '../../../../scripts/jest/runs'

const decode = decodeLine()
const recordedEvent = arbitraryOf(Event)

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e13, '', 'a', 'A', ' ', 'target', 'tolerance'),
  fc.constantFrom<unknown>([], {}, [null], { low: 1, high: 2 }, { absolute: 1 }, { percent: -1 }),
  fc.constantFrom<unknown>(
    'between',
    '>=',
    'measured',
    'not-measured',
    'otherwise',
    '2016-04',
    '\ud800',
  ),
  fc.constantFrom<unknown>(
    -0,
    NaN,
    Infinity,
    0.1 + 0.2,
    { meets: 'target' },
    { meets: 'target', under: {} },
  ),
)
const oddKey = fc.constantFrom(
  ...['__proto__', 'constructor', 'toString', 'extra', 'value', 'levels', 'low', 'under', 'within'],
  ...['kind', 'when', 'profile', '04', '13', 'a', '', 'percent', 'published', 'reason', 'metadata'],
)

interface Edit {
  readonly at: ReadonlyArray<number>
  readonly what: 'replace' | 'remove' | 'add' | 'rename'
  readonly value: unknown
  readonly key: string
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
  what: fc.constantFrom('replace', 'remove', 'add', 'rename'),
  value: odd,
  key: oddKey,
})

/** Makes any object faulty by adding this field, which no shape has. */
const stray: Edit = { at: [0], what: 'add', value: null, key: 'stray' }

const define = (on: object, key: string, value: unknown): void => {
  Object.defineProperty(on, key, { value, writable: true, enumerable: true, configurable: true })
}

/** A copy of JSON with a change at one place, found by walking along `at`. */
const edited = (json: unknown, { at: [step = 0, ...rest], what, value, key }: Edit): unknown => {
  if (typeof json !== 'object' || json === null) return value
  const keys = Object.keys(json)
  const here = keys[step % Math.max(keys.length, 1)]
  if (Array.isArray(json)) {
    const items: ReadonlyArray<unknown> = json
    if (here === undefined || what === 'add') return [...items, value]
    const i = Number(here)
    if (what === 'remove') return items.filter((_, j) => j !== i)
    const change = { at: rest, what, value, key }
    return items.map((item, j) =>
      j === i ? (rest.length === 0 ? value : edited(item, change)) : item,
    )
  }
  const copy: object = {}
  for (const name of keys) {
    const field = (json as Record<string, unknown>)[name]
    if (name !== here) define(copy, name, field)
    else if (rest.length > 0) define(copy, name, edited(field, { at: rest, what, value, key }))
    else if (what === 'rename') define(copy, key, field)
    else if (what === 'replace') define(copy, name, value)
    else if (what === 'add') define(copy, name, field)
  }
  if (rest.length === 0 && what === 'add') define(copy, key, value)
  return copy
}

describe('every event', () => {
  it('can be read from its line, and written as its line', () => {
    fc.assert(
      fc.property(recordedEvent, (event) => {
        const line = encodeLine(event)
        const decoded = decode(line)
        expect(decoded).toEqual(E.right(event))
        expect(E.isRight(decoded) && encodeLine(decoded.right)).toBe(line)
        expect(line).not.toMatch(/[\n\r]/)
      }),
      { numRuns: runs(1000) },
    )
  })

  it('has the same leaf in whatever order its fields are written', () => {
    const reversed = (json: unknown): unknown => {
      if (Array.isArray(json)) return json.map(reversed)
      if (typeof json !== 'object' || json === null) return json
      const copy: object = {}
      for (const [key, value] of Object.entries(json).reverse()) define(copy, key, reversed(value))
      return copy
    }
    fc.assert(
      fc.property(recordedEvent, (event) => {
        const line = JSON.stringify(reversed(event), null, 2)
        const decoded = decode(line)
        const leaf = (each: RecordedEvent): string => toHex(eventLeaf(each))
        expect(E.isRight(decoded) && leaf(decoded.right)).toBe(leaf(event))
        expect(E.isRight(decode(canonicalJson(event)))).toBe(true)
        expect(eventEntry(event)).toBe(canonicalJson(toEnvelope(event)))
      }),
    )
  })

  it('is decoded without being copied or changed', () => {
    fc.assert(
      fc.property(recordedEvent, (event) => {
        const json: unknown = JSON.parse(encodeLine(event))
        const before = JSON.stringify(json)
        const decoded = decodeEvent(json)
        expect(E.isRight(decoded) && decoded.right).toBe(json)
        expect(JSON.stringify(json)).toBe(before)
      }),
    )
  })
})

type Test = (u: unknown) => boolean

/** The plainest interpreter of a description, which all others must agree with. */
const plainReading: Schemable<Test> = {
  text: (shape) => (u) => typeof u === 'string' && shape.test(u),
  number: (shape) => (u) => typeof u === 'number' && shape.test(u),
  boolean: (u) => typeof u === 'boolean',
  whole: (shape) => shape.test,
  literals: (_, values) => (u) => values.some((value) => value === u),
  array: (item) => (u) => Array.isArray(u) && u.every(item),
  struct:
    ({ required, optional, rest }) =>
    (u) =>
      isPlainObject(u) &&
      [...required.keys()].every((key) => Object.hasOwn(u, key)) &&
      Object.entries(u).every(([key, value]) => {
        const known = required.get(key) ?? optional.get(key)
        if (known !== undefined) return known(value)
        return rest !== null && rest.key(key) && rest.value(value)
      }),
  tagged:
    ({ members }) =>
    (u) =>
      [...members.values()].some((member) => member(u)),
  keyed:
    ({ members }) =>
    (u) =>
      [...members.values()].some((member) => member(u)),
  numberOr: (_, shape, other) => (u) => (typeof u === 'number' ? shape.test(u) : other(u)),
  either: (_, value, other) => (u) => u === value || other(u),
}

describe('the interpreters of a description accept the same values', () => {
  /** Whether a value is accepted, by every way of reading it. */
  const readingsOf = (codec: Codec<unknown>) => {
    const generated = generate(codec.schema)
    const explain = codec.schema(explainer)
    const plain = codec.schema(plainReading)
    const decodeStrictly = decoder(codec)
    return (u: unknown): boolean => {
      const expected = plain(u)
      const decoded = decodeStrictly(u)
      // A single `expect` for all, since it costs as much as reading them all.
      expect([
        generated(u),
        faultsIn(explain, u).length === 0,
        codec.is(u),
        E.isRight(codec.decode(u)),
        E.isRight(decoded),
        E.isRight(decoded) ? decoded.right === u : decoded.left.faults.length === 0,
      ]).toEqual(new Array(6).fill(expected))
      return expected
    }
  }

  it.each(eventTypes)('of %s', (type) => {
    const codec = definitions[type].data as Codec<unknown>
    const read = readingsOf(codec)
    fc.assert(
      fc.property(arbitraryOf(codec), fc.array(edit, { maxLength: 2 }), (value, edits) => {
        const u = edits.reduce<unknown>(edited, value)
        read(u)
        return !read(edited(u, stray))
      }),
      { numRuns: runs(1500) },
    )
  })

  it.each([
    ['envelopes', Envelope],
    ['events', Event],
    ['metadata', Metadata],
  ] as ReadonlyArray<[string, Codec<unknown>]>)('of %s', (_, codec) => {
    const read = readingsOf(codec)
    fc.assert(
      fc.property(arbitraryOf(codec), fc.array(edit, { maxLength: 2 }), (value, edits) => {
        read(edits.reduce<unknown>(edited, value))
        // None of the three may contain it, so that a reader that treats everything alike is caught.
        return !read({ ...Object(value), actor: 1, metadata: { actor: 1 }, x: undefined })
      }),
      { numRuns: runs(1500) },
    )
  })
})

describe('every fault', () => {
  const keysAlong = (path: string): ReadonlyArray<string | number> =>
    [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\.?([A-Za-z_][A-Za-z0-9_-]*)/g)].map(
      ([, index, quoted, plain]) =>
        index === undefined
          ? quoted === undefined
            ? (plain ?? '')
            : (JSON.parse(`"${quoted}"`) as string)
          : Number(index),
    )

  const at = (json: unknown, path: ReadonlyArray<string | number>): { found: boolean } => {
    let value = json
    for (const key of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
        return { found: false }
      value = (value as Record<string | number, unknown>)[key]
    }
    return { found: true }
  }

  it('names a place that exists, or the place where something is missing', () => {
    fc.assert(
      fc.property(recordedEvent, fc.array(edit, { minLength: 1, maxLength: 3 }), (event, edits) => {
        const json = [...edits, stray].reduce<unknown>(edited, event)
        const decoded = decodeEvent(json)
        if (E.isRight(decoded)) throw new Error('a stray field was accepted')
        const misplaced = decoded.left.faults.filter(({ path, message }) => {
          const place = keysAlong(path)
          const missing = message.startsWith('missing')
          const isThere = at(json, missing ? place.slice(0, -1) : place).found
          return !/\S/.test(message) || !isThere || (missing && at(json, place).found)
        })
        expect([decoded.left.faults.length > 0, misplaced]).toEqual([true, []])
      }),
      { numRuns: runs(3000) },
    )
  })

  it('is also found in a value that is not JSON', () => {
    class Data {
      readonly kpi = '1'
    }
    fc.assert(
      fc.property(recordedEvent, (event) => {
        for (const data of [new Data(), new Map(), [], null, 'x', 1n, () => 1, new Date(0)]) {
          const decoded = decodeEvent({ ...event, data })
          expect(E.isLeft(decoded) && decoded.left.faults.map(({ path }) => path)).toEqual(['data'])
        }
      }),
      { numRuns: runs(20) },
    )
  })
})

describe('reading JSON text', () => {
  const spaces = fc.constantFrom('', ' ', '\n', '\t', '\r\n', '  ')

  it('agrees with JSON.parse, whatever the blanks, if nothing is lost', () => {
    fc.assert(
      fc.property(recordedEvent, fc.oneof(spaces, fc.nat(4)), (event, indent) => {
        const text = JSON.stringify(event, null, indent)
        const json = parseJson(text)
        expect(E.isRight(json) && isDeepStrictEqual(json.right, JSON.parse(text))).toBe(true)
      }),
    )
  })

  it('refuses a key written twice, wherever it is', () => {
    fc.assert(
      fc.property(recordedEvent, fc.nat(), spaces, (event, n, space) => {
        const line = encodeLine(event)
        const keys = [...line.matchAll(/"(?:[^"\\]|\\.)*":/g)].filter(
          ({ 0: key, index }) => /[{,]/.test(line[index - 1] ?? '') && key.length > 3,
        )
        const key = keys[n % keys.length]
        if (key === undefined) return
        const again = `${key[0].slice(0, -1)}${space}:${space}0,`
        const twice = line.slice(0, key.index) + again + line.slice(key.index)
        try {
          JSON.parse(twice)
        } catch {
          return
        }
        const json = parseJson(twice)
        const messages = E.isLeft(json) ? json.left.map(({ message }) => message) : []
        expect(messages).toEqual(['written twice'])
      }),
      { numRuns: runs(1000) },
    )
  })
})
