import { writeFileSync } from 'node:fs'
import { publishedForm, type Scorecard } from '@kpi-ledger/projections'
import { allCommands } from '../packages/cli/src/command/list'
import { inNewFolder, kpiLedger } from '../packages/cli/src/fixture.spec'
import { sectionsOf, type Row } from './page.spec'
import { linkIn, nameOf, sectionAt, type FieldTable } from './shape-tables.spec'

const all = sectionsOf('docs/wire-format.md')
const answers = all.slice(
  all.findIndex(({ title }) => title === 'Answers') + 1,
  all.findIndex(({ title }) => title === 'JSON Schemas'),
)

const wordsOf = (line: string): ReadonlyArray<string> =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare)

/** The command lines in a section's code blocks, as they would be typed. */
const commandsIn = (anchor: string): ReadonlyArray<string> =>
  sectionAt(anchor).blocks.flatMap(({ language, text }) =>
    language === '' ? text.trimEnd().split('\n') : [],
  )

/** Runs a command line; its output goes to a file if the line redirects it. */
const run = async (line: string, ...more: ReadonlyArray<string>): Promise<string> => {
  const [command = '', file] = line.split(' > ')
  const [, ...argv] = wordsOf(command)
  const { status, out, err } = await kpiLedger(...argv, ...more)
  // Some figures of the example are odd on purpose: recording them gives advice, which collecting counts.
  const other = argv[0] === 'record' || argv[0] === 'collect' ? '' : err
  expect({ line, status, err: other }).toEqual({ line, status: 0, err: '' })
  if (file !== undefined) writeFileSync(file, out)
  return out
}

/** A field of an answer as a table lists it. */
interface Field {
  readonly name: string
  readonly mayBeAway: boolean
  /** What its column of values says. */
  readonly value: string
  /** The rows for what is in it: `points.period` is in `points`. */
  readonly within: FieldTable
}

/** The rows as the page has them, by their trimmed copies. */
const onThePage = new Map<Row, Row>()

const trimmed = (row: Row, name: string): Row => {
  const inside = { ...row, field: nameOf(row).slice(name.length + 1) }
  onThePage.set(inside, onThePage.get(row) ?? row)
  return inside
}

/** The rows for which something was printed, and the fields that were sometimes missing. */
const printed = new Set<Row>()
const away = new Set<Row>()

const fieldsOf = (rows: FieldTable): ReadonlyArray<Field> =>
  [...new Set(rows.map((row) => nameOf(row).split('.')[0] ?? ''))].map((listed) => {
    const own = rows.find((row) => nameOf(row) === listed)
    const inside = rows.filter((row) => nameOf(row).startsWith(`${listed}.`))
    return {
      name: listed.replace('?', ''),
      mayBeAway: listed.endsWith('?') || own?.['required'] === 'no',
      value: own?.['value'] ?? '',
      within: inside.map((row) => trimmed(row, listed)),
    }
  })

/** Checks a printed value against the tables of the page, down to the innermost. */
const hold = (place: string, json: unknown, { value, within }: Field): void => {
  if (Array.isArray(json)) {
    for (const [i, item] of json.entries())
      hold(`${place}[${String(i)}]`, item, { name: place, mayBeAway: false, value, within })
    return
  }
  if (typeof json !== 'object' || json === null) return
  // The contents of an event are checked by the other spec.
  if (value === 'by type' || value.includes('(#metadata)')) return
  // The keys of a dictionary are not fields, but its values may have some.
  if (value.includes('{<')) {
    const values: ReadonlyArray<unknown> = Object.values(json)
    if (within.length > 0) hold(place, values, { name: place, mayBeAway: false, value: '', within })
    return
  }
  const tables = within.length > 0 ? [within] : (linkIn(value)?.tables ?? [])
  const keys = Object.keys(json)
  const fitting = tables.find((table) => {
    const names = fieldsOf(table).map(({ name }) => name)
    return keys.every((key) => names.includes(key))
  })
  holdFields(place, json, fitting ?? tables[0] ?? [])
}

const holdFields = (place: string, json: object, rows: FieldTable): void => {
  const fields = fieldsOf(rows)
  const there = Object.keys(json)
  const needed = fields.filter(({ name, mayBeAway }) => !mayBeAway && !there.includes(name))
  const missing = needed.map(({ name }) => name)
  const unknown = there.filter((key) => !fields.some(({ name }) => name === key))
  expect({ place, missing, unknown }).toEqual({ place, missing: [], unknown: [] })
  for (const row of rows) {
    const [name, ...inside] = nameOf(row).replace('?', '').split('.')
    const as = there.includes(name ?? '') ? printed : away
    if (inside.length === 0) as.add(onThePage.get(row) ?? row)
  }
  for (const [key, nested] of Object.entries(json)) {
    const field = fields.find(({ name }) => name === key)
    if (field !== undefined) hold(`${place}.${key}`, nested, field)
  }
}

describe('the answers of docs/wire-format.md', () => {
  inNewFolder()

  beforeAll(async () => {
    for (const { name, text } of sectionAt('files-of-commands').blocks)
      if (name !== '') writeFileSync(name, text)
    for (const line of commandsIn('files-of-commands')) await run(line)
  })

  const asked = answers.filter(({ anchor }) => commandsIn(anchor).length > 0)

  it.each(asked)('$title has the fields it lists', async ({ title, anchor }) => {
    // Events are printed as they are stored.
    const rows = sectionAt(anchor).tables[0] ?? sectionAt('envelope').tables[0] ?? []
    for (const { name, text } of sectionAt(anchor).blocks)
      if (name !== '') writeFileSync(name, text)
    for (const line of commandsIn(anchor)) {
      const store = line.includes(' import ') ? ['--store', 'memory:'] : []
      const json: unknown = JSON.parse(await run(line, '--format', 'json', ...store))
      const each: ReadonlyArray<unknown> = Array.isArray(json) ? json : [json]
      expect(each).not.toEqual([])
      for (const answer of each) holdFields(title, answer as object, rows)
    }
  })

  it('cover every question', () => {
    const shown = asked
      .flatMap(({ anchor }) => commandsIn(anchor))
      .map((line) => line.split(' ')[1])
    const questions = allCommands().filter(({ group }) => group === 'Questions')
    expect(questions.map(({ name }) => name).filter((name) => !shown.includes(name))).toEqual([])
  })

  it('Published form has the fields it lists', async () => {
    const argv = ['--period', '2016-05', '--regime', 'parks-2016', '--format', 'json']
    const card = await run('kpi-ledger scorecard --contract parks', ...argv)
    const form = publishedForm(JSON.parse(card) as Scorecard)
    expect(form.cells).not.toEqual([])
    holdFields('Published form', form, sectionAt('published-form').tables[0] ?? [])
  })

  it('list only what is printed, and mark as optional what is sometimes missing', () => {
    const rows = answers.flatMap(({ title, anchor }) =>
      sectionAt(anchor)
        .tables.flat()
        .map((row) => ({ row, name: `${title}: ${nameOf(row)}` })),
    )
    const named = (some: typeof rows) => some.map(({ name }) => name)
    expect(named(rows.filter(({ row }) => !printed.has(row)))).toEqual([])
    expect(named(rows.filter(({ row }) => away.has(row)))).toEqual(
      named(rows.filter(({ name }) => name.endsWith('?'))),
    )
  })
})
