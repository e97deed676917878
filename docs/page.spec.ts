import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A row of a table by the names of its columns, the code marks left in. */
export type Row = Readonly<Record<string, string>>

/** A fenced block: the first word after the fence, the rest of that line, and what is inside. */
export interface Block {
  readonly language: string
  readonly name: string
  readonly text: string
}

/** What stands under one heading of a page, up to the next. */
export interface Section {
  readonly title: string
  /** As GitHub makes it of the title. */
  readonly anchor: string
  readonly text: string
  readonly tables: ReadonlyArray<ReadonlyArray<Row>>
  readonly blocks: ReadonlyArray<Block>
}

const root = join(__dirname, '..')

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Files under a folder of the repository whose names match, without what was built or installed. */
export const filesUnder = (folder: string, name: RegExp): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory())
      return ['node_modules', 'dist'].includes(entry.name) ? [] : filesUnder(path, name)
    return name.test(entry.name) ? [path] : []
  })

const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

const cellsOf = (line: string): ReadonlyArray<string> =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))

const tableOf = (lines: string): ReadonlyArray<Row> => {
  const [head = '', , ...body] = lines.trimEnd().split('\n')
  const columns = cellsOf(head)
  return body.map((line) => {
    const cells = cellsOf(line)
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']))
  })
}

const BLOCK = /^```(\S*) *(.*)\n([\s\S]*?)^```$/gm
const TABLE = /(?:^\|.*\|\n)+/gm

const sectionOf = (text: string): Section => {
  const title = text.slice(0, text.indexOf('\n')).replace(/^#+ /, '')
  const blocks = [...text.matchAll(BLOCK)].map(([, language = '', name = '', inside = '']) => ({
    language,
    name,
    text: inside,
  }))
  const tables = [...text.replaceAll(BLOCK, '').matchAll(TABLE)].map(([lines]) => tableOf(lines))
  return { title, anchor: anchorOf(title), text, tables, blocks }
}

/** The sections of a page, in order. */
export const sectionsOf = (path: string): ReadonlyArray<Section> =>
  readText(path)
    .split(/^(?=#{1,6} )/m)
    .map(sectionOf)

/** The texts in code marks of a cell. */
export const codesIn = (cell = ''): ReadonlyArray<string> =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

/** The one text in code marks of a cell. */
export const codeIn = (cell = ''): string => {
  const [code, ...more] = codesIn(cell)
  if (code === undefined || more.length > 0) throw new Error(`expected one text in marks: ${cell}`)
  return code
}

/** The JSON in a cell, with or without marks. */
export const jsonIn = (cell = ''): unknown => JSON.parse(cell.replace(/^`(.*)`$/, '$1'))
