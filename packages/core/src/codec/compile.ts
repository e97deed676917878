import * as t from 'io-ts'
import { preview } from './fault'
import { isPlainObject } from './json'
import { Leaf } from './leaf'
import type { Check, Report } from './report'
import { literalsOf, shapeOf, tagOf, type Shape, type Tag } from './shape'

const leaf = (codec: Leaf<string> | Leaf<number>): Check => ({
  accepts: codec.accepts,
  explain: (u, report) => {
    report.fail(codec.explain(u))
  },
})

const literal = (literals: ReadonlyArray<string>): Check => {
  const accepted = new Set<unknown>(literals)
  const name = literals.map((value) => JSON.stringify(value)).join(' or ')
  return {
    accepts: (u) => accepted.has(u),
    explain: (u, report) => {
      report.fail(`expected ${name}, got ${preview(u)}`)
    },
  }
}

const list = (item: Check): Check => ({
  accepts: (u) => Array.isArray(u) && u.every(item.accepts),
  explain: (u, report) => {
    if (!Array.isArray(u)) report.fail(`expected an array, got ${preview(u)}`)
    else u.forEach((each, i) => report.check(i, item, each))
  },
})

interface Field extends Check {
  readonly key: string
}

interface CompiledShape {
  /** Required fields first. */
  readonly fields: ReadonlyArray<Field>
  readonly required: number
  readonly places: ReadonlyMap<string, number>
  readonly rest: { readonly key: Check; readonly value: Check } | null
}

/**
 * The fast walk: each key that is there, once. Fields mostly stand in the order they were
 * declared in, so the next one is tried before the key is looked up.
 */
const fits = (value: Readonly<Record<string, unknown>>, shape: CompiledShape): boolean => {
  const { fields, places, rest } = shape
  let missing = shape.required
  let next = 0
  for (const key in value) {
    let field = fields[next]
    if (field?.key !== key) {
      const place = places.get(key)
      if (place === undefined) {
        if (rest === null || !rest.key.accepts(key) || !rest.value.accepts(value[key])) return false
        continue
      }
      next = place
      field = fields[place]
    }
    if (field === undefined || !field.accepts(value[key])) return false
    if (next < shape.required) missing--
    next++
  }
  return missing === 0
}

/** The thorough walk: the fields in the order they stand, then those that are missing. */
const explainFields = (
  value: Readonly<Record<string, unknown>>,
  { fields, required, places, rest }: CompiledShape,
  report: Report,
): void => {
  for (const key of Object.keys(value)) {
    const field = fields[places.get(key) ?? -1]
    if (field !== undefined) report.check(key, field, value[key])
    else if (rest === null)
      report.failAt(key, `unknown field; known here: ${[...places.keys()].join(', ')}`)
    else if (rest.key.accepts(key)) report.check(key, rest.value, value[key])
    else report.check(key, rest.key, key)
  }
  for (const { key } of fields.slice(0, required))
    if (!Object.hasOwn(value, key)) report.failAt(key, 'missing')
}

const object = ({ required, optional, rest }: Shape): Check => {
  const fields = [...required, ...optional].map(([key, codec]) => ({ key, ...compile(codec) }))
  const shape: CompiledShape = {
    fields,
    required: required.size,
    places: new Map(fields.map(({ key }, i) => [key, i])),
    rest: rest === null ? null : { key: compile(rest.key), value: compile(rest.value) },
  }
  return {
    accepts: (u) => isPlainObject(u) && fits(u, shape),
    explain: (u, report) => {
      if (isPlainObject(u)) explainFields(u, shape, report)
      else report.fail(`expected an object, got ${preview(u)}`)
    },
  }
}

const tagged = ({ field, members }: Tag): Check => {
  const checks = new Map([...members].map(([value, codec]) => [value, compile(codec)] as const))
  const names = [...members.keys()].map((value) => JSON.stringify(value)).join(', ')
  const memberFor = (u: object): Check | undefined => {
    const value = (u as Readonly<Record<string, unknown>>)[field]
    return typeof value === 'string' ? checks.get(value) : undefined
  }
  return {
    accepts: (u) => typeof u === 'object' && u !== null && memberFor(u)?.accepts(u) === true,
    explain: (u, report) => {
      if (!isPlainObject(u)) {
        report.fail(`expected an object, got ${preview(u)}`)
        return
      }
      const member = memberFor(u)
      if (member !== undefined) member.explain(u, report)
      else if (!Object.hasOwn(u, field)) report.failAt(field, `missing; one of ${names}`)
      else report.failAt(field, `expected one of ${names}, got ${preview(u[field])}`)
    },
  }
}

/** How many of a member's required fields a value has; the likest member explains its faults. */
const likeness = (u: unknown, codec: t.Any): number => {
  const shape = shapeOf(codec)
  if (shape === null || !isPlainObject(u)) return 0
  return [...shape.required.keys()].filter((key) => Object.hasOwn(u, key)).length
}

const untagged = (name: string, members: ReadonlyArray<t.Any>): Check => {
  const checks = members.map(compile)
  return {
    accepts: (u) => checks.some((check) => check.accepts(u)),
    explain: (u, report) => {
      const scores = members.map((member) => likeness(u, member))
      const best = Math.max(...scores)
      const likest = best === 0 ? undefined : checks[scores.indexOf(best)]
      if (likest === undefined) report.fail(`expected ${name}, got ${preview(u)}`)
      else likest.explain(u, report)
    },
  }
}

const opaque = (codec: t.Any): Check => ({
  accepts: (u) => codec.is(u),
  explain: (u, report) => {
    report.fail(`expected ${codec.name}, got ${preview(u)}`)
  },
})

const build = (codec: t.Any): Check => {
  if (codec instanceof Leaf) return leaf(codec)
  const literals = literalsOf(codec)
  if (literals !== null) return literal(literals)
  const shape = shapeOf(codec)
  if (shape !== null) return object(shape)
  if (codec instanceof t.ArrayType) return list(compile(codec.type as t.Any))
  if (!(codec instanceof t.UnionType)) return opaque(codec)
  const members = codec.types as ReadonlyArray<t.Any>
  const tag = tagOf(members)
  return tag === null ? untagged(codec.name, members) : tagged(tag)
}

const compiled = new WeakMap<t.Any, Check>()

/**
 * Turns an io-ts codec into plain closures, once. The codecs stay the only description of the
 * data; this only walks their type tree ahead of time, and is stricter than io-ts itself:
 * unknown fields are refused rather than stripped, and every fault is reported with its path.
 */
export const compile = (codec: t.Any): Check => {
  const known = compiled.get(codec)
  if (known !== undefined) return known
  const check = build(codec)
  compiled.set(codec, check)
  return check
}
