import { preview, type Path } from './fault'
import { hasField, isPlainObject } from './json'
import type { Fields, NumberShape, Schemable, StructShape, TextShape } from './schemable'

/** A fault before it is formatted: the keys that lead to it, and the value found there. */
export interface Finding {
  /** Where it is. */
  readonly path: Path
  /** What is wrong. */
  readonly message: string
  /** The value there. */
  readonly value: unknown
}

/** Collects the faults found while walking a value, with their paths. */
class Report {
  readonly findings: Array<Finding> = []
  private readonly path: Array<string | number> = []

  fail(message: string, value: unknown, at: Path = []): void {
    this.findings.push({ path: [...this.path, ...at], message, value })
  }

  within(key: string | number, explain: Explain, value: unknown): void {
    this.path.push(key)
    explain(value, this)
    this.path.pop()
  }
}

/** Reports all faults of a value; none if it is accepted. */
export type Explain = (u: unknown, report: Report) => void

/** All faults of a value, in order. */
export const faultsIn = (explain: Explain, u: unknown): ReadonlyArray<Finding> => {
  const report = new Report()
  explain(u, report)
  return report.findings
}

const expecting =
  (name: string, accepts: (u: unknown) => boolean): Explain =>
  (u, report) => {
    if (!accepts(u)) report.fail(`expected ${name}, got ${preview(u)}`, u)
  }

const leaf = (
  { name, explain }: TextShape | NumberShape,
  accepts: (u: unknown) => boolean,
): Explain =>
  explain === undefined
    ? expecting(name, accepts)
    : (u, report) => {
        if (!accepts(u)) report.fail(explain(u), u)
      }

/** The fields in order, then the missing ones. */
const struct = ({ required, optional, rest }: StructShape<Explain>): Explain => {
  const fields = new Map([...required, ...optional])
  const unknown = `unknown field; known here: ${[...fields.keys()].join(', ')}`
  return (u, report) => {
    if (!isPlainObject(u)) {
      report.fail(`expected an object, got ${preview(u)}`, u)
      return
    }
    for (const key of Object.keys(u)) {
      const known = fields.get(key)
      if (known !== undefined) report.within(key, known, u[key])
      else if (rest === null) report.fail(unknown, u[key], [key])
      else {
        report.within(key, rest.key, key)
        report.within(key, rest.value, u[key])
      }
    }
    for (const key of required.keys())
      if (!hasField(u, key)) report.fail('missing', undefined, [key])
  }
}

const tagged = (tag: string, members: Fields<Explain>): Explain => {
  const names = [...members.keys()].map((value) => JSON.stringify(value)).join(', ')
  return (u, report) => {
    if (!isPlainObject(u)) {
      report.fail(`expected an object, got ${preview(u)}`, u)
      return
    }
    const value = u[tag]
    const member = typeof value === 'string' ? members.get(value) : undefined
    if (member !== undefined) member(u, report)
    else if (!hasField(u, tag)) report.fail(`missing; one of ${names}`, undefined, [tag])
    else report.fail(`expected one of ${names}, got ${preview(value)}`, value, [tag])
  }
}

const keyed =
  (name: string, members: Fields<Explain>): Explain =>
  (u, report) => {
    const key = isPlainObject(u) ? [...members.keys()].find((each) => hasField(u, each)) : undefined
    const member = key === undefined ? undefined : members.get(key)
    if (member === undefined) report.fail(`expected ${name}, got ${preview(u)}`, u)
    else member(u, report)
  }

/** Reads a description as a walk that reports all faults with their paths. */
export const explainer: Schemable<Explain> = {
  text: (shape) => leaf(shape, (u) => typeof u === 'string' && shape.test(u)),
  number: (shape) => leaf(shape, (u) => typeof u === 'number' && shape.test(u)),
  boolean: expecting('true or false', (u) => typeof u === 'boolean'),
  whole: ({ name, test }) => expecting(name, test),
  literals: (_, values) => {
    const accepted = new Set<unknown>(values)
    const name = values.map((value) => JSON.stringify(value)).join(' or ')
    return expecting(name, (u) => accepted.has(u))
  },
  array: (item) => (u, report) => {
    if (!Array.isArray(u)) report.fail(`expected an array, got ${preview(u)}`, u)
    else Array.from(u).forEach((each, i) => report.within(i, item, each))
  },
  struct,
  tagged: ({ tag, members }) => tagged(tag, members),
  keyed: ({ name, members }) => keyed(name, members),
  either: (name, value, other) => (u, report) => {
    if (u === value) return
    if (value !== null && !isPlainObject(u)) report.fail(`expected ${name}, got ${preview(u)}`, u)
    else other(u, report)
  },
  numberOr: (name, shape, other) => (u, report) => {
    if (typeof u === 'number') leaf(shape, () => shape.test(u))(u, report)
    else if (isPlainObject(u)) other(u, report)
    else report.fail(`expected ${name}, got ${preview(u)}`, u)
  },
}
