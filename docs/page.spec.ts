import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A row of a table by the names of its columns, with its code marks. */
export type Row = Readonly<Record<string, string>>

/** A fenced code block. */
export interface Block {
  /** The first word after the fence. */
  readonly language: string
  /** The rest of that line. */
  readonly name: string
  /** The lines inside. */
  readonly text: string
}

/** The part of a page under one heading, up to the next heading. */
export interface Section {
  /** The text of the heading. */
  readonly title: string
  /** The anchor that GitHub makes from the title. */
  readonly anchor: string
  /** Everything below the heading. */
  readonly text: string
  /** Its tables. */
  readonly tables: ReadonlyArray<ReadonlyArray<Row>>
  /** Its fenced code blocks. */
  readonly blocks: ReadonlyArray<Block>
}

const root = join(__dirname, '..')

/** The text of a file of the repository. */
export const readText = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The files below a folder of the repository whose names match, except built or installed ones. */
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

/** The texts in code marks in a cell. */
export const codesIn = (cell = ''): ReadonlyArray<string> =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

/** The only text in code marks in a cell; throws if there is not exactly one. */
export const codeIn = (cell = ''): string => {
  const [code, ...more] = codesIn(cell)
  if (code === undefined || more.length > 0) throw new Error(`expected one text in marks: ${cell}`)
  return code
}

/** The JSON in a cell, with or without marks. */
export const jsonIn = (cell = ''): unknown => JSON.parse(cell.replace(/^`(.*)`$/, '$1'))
