import * as t from 'io-ts'
import { preview } from './fault'
import { isPlainObject } from './json'
import { Leaf } from './leaf'
import { Report, type Check } from './report'
import { literalsOf, shapeOf, tagOf, type Shape, type Tag } from './shape'

type Explain = Check['explain']

const leaf =
  (codec: Leaf<'string'> | Leaf<'number'>): Explain =>
  (u, report) => {
    if (!codec.accepts(u)) report.fail(codec.explain(u))
  }

const literal = (literals: ReadonlyArray<string>): Explain => {
  const accepted = new Set<unknown>(literals)
  const name = literals.map((value) => JSON.stringify(value)).join(' or ')
  return (u, report) => {
    if (!accepted.has(u)) report.fail(`expected ${name}, got ${preview(u)}`)
  }
}

const list =
  (item: Explain): Explain =>
  (u, report) => {
    if (!Array.isArray(u)) report.fail(`expected an array, got ${preview(u)}`)
    else Array.from(u).forEach((each, i) => report.check(i, item, each))
  }

/** The fields in the order they stand, then those that are missing. */
const object = ({ required, optional, rest }: Shape): Explain => {
  const fields = new Map(
    [...required, ...optional].map(([key, codec]) => [key, explainer(codec)] as const),
  )
  const others = rest === null ? null : { key: explainer(rest.key), value: explainer(rest.value) }
  const unknown = `unknown field; known here: ${[...fields.keys()].join(', ')}`
  return (u, report) => {
    if (!isPlainObject(u)) {
      report.fail(`expected an object, got ${preview(u)}`)
      return
    }
    for (const key of Object.keys(u)) {
      const field = fields.get(key) ?? others?.value
      if (field === undefined) report.failAt(key, unknown)
      else {
        if (!fields.has(key) && others !== null) report.check(key, others.key, key)
        report.check(key, field, u[key])
      }
    }
    for (const key of required.keys()) if (!Object.hasOwn(u, key)) report.failAt(key, 'missing')
  }
}

const tagged = ({ field, members }: Tag): Explain => {
  const explainers = new Map(
    [...members].map(([value, codec]) => [value, explainer(codec)] as const),
  )
  const names = [...members.keys()].map((value) => JSON.stringify(value)).join(', ')
  return (u, report) => {
    if (!isPlainObject(u)) {
      report.fail(`expected an object, got ${preview(u)}`)
      return
    }
    const value = u[field]
    const member = typeof value === 'string' ? explainers.get(value) : undefined
    if (member !== undefined) member(u, report)
    else if (!Object.hasOwn(u, field)) report.failAt(field, `missing; one of ${names}`)
    else report.failAt(field, `expected one of ${names}, got ${preview(value)}`)
  }
}

/** How many of a member's required fields a value has; the likest member explains its faults. */
const likeness = (u: unknown, codec: t.Any): number => {
  const shape = shapeOf(codec)
  if (shape === null || !isPlainObject(u)) return 0
  return [...shape.required.keys()].filter((key) => Object.hasOwn(u, key)).length
}

const untagged = (name: string, members: ReadonlyArray<t.Any>): Explain => {
  const explainers = members.map(explainer)
  return (u, report) => {
    if (explainers.some((explain) => fits(explain, u))) return
    const scores = members.map((member) => likeness(u, member))
    const best = Math.max(...scores)
    const likest = best === 0 ? undefined : explainers[scores.indexOf(best)]
    if (likest === undefined) report.fail(`expected ${name}, got ${preview(u)}`)
    else likest(u, report)
  }
}

const opaque =
  (codec: t.Any): Explain =>
  (u, report) => {
    if (!codec.is(u)) report.fail(`expected ${codec.name}, got ${preview(u)}`)
  }

/** Whether an explainer finds nothing wrong with a value. */
export const fits = (explain: Explain, u: unknown): boolean => {
  const report = new Report()
  explain(u, report)
  return report.faults.length === 0
}

/**
 * Turns the type tree of an io-ts codec into a walk that reports every fault with its path. It
 * is stricter than io-ts itself: unknown fields are refused rather than stripped.
 */
export const explainer = (codec: t.Any): Explain => {
  if (codec instanceof Leaf) return leaf(codec)
  const literals = literalsOf(codec)
  if (literals !== null) return literal(literals)
  const shape = shapeOf(codec)
  if (shape !== null) return object(shape)
  if (codec instanceof t.ArrayType) return list(explainer(codec.type as t.Any))
  if (!(codec instanceof t.UnionType)) return opaque(codec)
  const members = codec.types as ReadonlyArray<t.Any>
  const tag = tagOf(members)
  return tag === null ? untagged(codec.name, members) : tagged(tag)
}
