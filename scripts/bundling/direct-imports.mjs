import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const NAMES = /\{([^}]*)\}/
const EXPORTS = /^export \{[^}]*\} from '([^']*)'$/gm
const FROM_ENTRY = /^(import|export) \{[^}]*\} from '(@kpi-ledger\/[^']*)'$/gm

/** @typedef {Readonly<Record<string, string>>} Indexes */

/** @param {string} statement */
const namesIn = (statement) =>
  (NAMES.exec(statement)?.[1] ?? '').split(',').flatMap((each) => {
    const [from = '', to = from] = each.trim().split(/\s+as\s+/)
    return from === '' || from.startsWith('type ') ? [] : [{ from, to }]
  })

/** @type {(index: string, path: string, indexes: Indexes) => string | undefined} */
const fileOf = (index, path, indexes) => {
  if (!path.startsWith('.')) return indexes[path]
  const file = join(dirname(index), path)
  return [`${file}.ts`, `${file}.tsx`, join(file, 'index.ts')].find((each) => existsSync(each))
}

/**
 * Finds the files that define the names an index exports.
 *
 * @type {(index: string, indexes: Indexes) => Map<string, { file: string, name: string }>}
 */
const exportsOf = (index, indexes) => {
  const found = new Map()
  for (const [statement, path = ''] of readFileSync(index, 'utf8').matchAll(EXPORTS)) {
    const file = fileOf(index, path, indexes)
    if (file === undefined) continue
    const further = exportsOf(file, indexes)
    for (const { from, to } of namesIn(statement))
      found.set(to, further.get(from) ?? { file, name: from })
  }
  return found
}

/**
 * Makes our packages import each other's files rather than their indexes. esbuild takes a part that
 * imports an index to need everything in it, and would share all of that with every other part.
 *
 * @param {Indexes} indexes the index of each entry
 * @returns {import('esbuild').Plugin}
 */
export const directImports = (indexes) => {
  const exported = new Map(
    Object.entries(indexes).map(([entry, index]) => [entry, exportsOf(index, indexes)]),
  )
  /** @type {(statement: string, keyword: string, entry: string) => string} */
  const direct = (statement, keyword, entry) =>
    namesIn(statement)
      .map(({ from, to }) => {
        const { file, name } = exported.get(entry)?.get(from) ?? { file: entry, name: from }
        return `${keyword} { ${name} as ${to} } from ${JSON.stringify(file)}`
      })
      .join(';')
  return {
    name: 'direct imports',
    setup: ({ onLoad }) => {
      onLoad({ filter: /[\\/]packages[\\/][^\\/]+[\\/]src[\\/].*\.tsx?$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replaceAll(FROM_ENTRY, direct),
        loader: path.endsWith('x') ? 'tsx' : 'ts',
      }))
    },
  }
}
