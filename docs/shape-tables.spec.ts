import { jsonIn, sectionsOf, type Row, type Section } from './page.spec'

const sections = new Map(
  sectionsOf('docs/wire-format.md').map((section) => [section.anchor, section]),
)

/** The section of docs/wire-format.md with that anchor. */
export const sectionAt = (anchor: string): Section => {
  const section = sections.get(anchor)
  if (section === undefined) throw new Error(`docs/wire-format.md has no section #${anchor}`)
  return section
}

/** The section of shapes that a cell links to; links to other pages are only for readers. */
export const linkIn = (cell = ''): Section | null => {
  const [, anchor] = /\]\(#([^)]+)\)/.exec(cell) ?? []
  return anchor === undefined ? null : sectionAt(anchor)
}

/** The name of a field, from its row. */
export const nameOf = (row: Row): string => (row['field'] ?? '').replaceAll('`', '')

/** A table of fields, one of the shapes that a section describes. */
export type FieldTable = ReadonlyArray<Row>

/** An example of a shape. */
export type Example = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Example =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Puts the example of a shape where a field has it: by itself, in a list or in a dictionary. */
const inPlaceOf = (field: Row, nested: unknown): unknown => {
  const value = field['value'] ?? ''
  if (value.startsWith('list of')) return [nested]
  if (!value.includes('{<')) return nested
  const example = jsonIn(field['example'])
  if (!isObject(example)) throw new Error(`expected an object as example of ${nameOf(field)}`)
  return Object.fromEntries(Object.keys(example).map((key) => [key, nested]))
}

/** The example of a field: its own JSON, or the example of the first shape of another section. */
const exampleIn = (row: Row): unknown => {
  const link = linkIn(row['example'])
  return link === null ? jsonIn(row['example']) : inPlaceOf(row, exampleOf(link.tables[0] ?? []))
}

/** An object with all fields of a table, made from their examples. */
export const exampleOf = (table: FieldTable): Example =>
  Object.fromEntries(table.map((row) => [nameOf(row), exampleIn(row)]))

/** The names of the fields that are required, or of those that are not. */
export const fieldsOf = (table: FieldTable, required: 'yes' | 'no'): ReadonlyArray<string> =>
  table.filter((row) => row['required'] === required).map(nameOf)

/** A variant of an example of a shape, to be accepted or refused. */
export interface Variant {
  /** What was done to the example. */
  readonly name: string
  /** Whether the variant is to be accepted. */
  readonly accepted: boolean
  /** The variant. */
  readonly value: Example
}

const without = (example: Example, field: string): Example => {
  const { [field]: _, ...rest } = example
  return rest
}

/** Whether another shape of the section has exactly the fields that an object is left with. */
const isOther = (tables: ReadonlyArray<FieldTable>, value: Example): boolean =>
  tables.some((table) => {
    const keys = Object.keys(value)
    const [needed, all] = [fieldsOf(table, 'yes'), table.map(nameOf)]
    return needed.every((each) => keys.includes(each)) && keys.every((each) => all.includes(each))
  })

/**
 * The examples of a section's shapes with each field left out or one added, and those of their
 * fields.
 */
export const variantsOf = (
  { title, tables }: Section,
  mayHaveMore: boolean,
): ReadonlyArray<Variant> =>
  tables.flatMap((table, i) => {
    const whole = exampleOf(table)
    const name = `${title}, shape ${String(i + 1)}`
    const left = table.map((row): Variant => {
      const value = without(whole, nameOf(row))
      const accepted = row['required'] === 'no' || isOther(tables, value)
      return { name: `${name} without ${nameOf(row)}`, accepted, value }
    })
    const nested = table.flatMap((row) => {
      const link = linkIn(row['value'])
      if (link === null) return []
      return variantsOf(link, link.anchor === 'metadata').map((variant) => ({
        ...variant,
        name: `${name}, ${nameOf(row)}: ${variant.name}`,
        value: { ...whole, [nameOf(row)]: inPlaceOf(row, variant.value) },
      }))
    })
    return [
      { name, accepted: true, value: whole },
      ...left,
      { name: `${name} and more`, accepted: mayHaveMore, value: { ...whole, nonsense: 1 } },
      ...nested,
    ]
  })
