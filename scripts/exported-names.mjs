/** Reads the names that the entries of the packages export from their reports in `api/`. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The most names an entry may export, so that developers can find what they need among them. */
const LIMITS = { core: 80 }

/**
 * Names that every entry may export with its own meaning, since each covers more errors than the
 * entries it builds on.
 */
const GROWING = new Set(['describe'])

const DECLARED = /^export (?:declare )?(?:abstract )?\w+ (\w+).*?(?=\n\n|\n```)/gms
const REEXPORTED = /^export \{ (\w+) \}$/gm
const IMPORTED = /^import (?:type )?\{ (\w+) as (\w+) \} from '(.+)';$/gm

/**
 * The names of an entry, each with what it means. A name re-exported as it is means what it means
 * where it comes from, so that nothing is noted of it.
 *
 * @returns {Map<string, string | null>}
 */
const namesIn = (/** @type {string} */ report) => {
  const renamed = new Map(
    [...report.matchAll(IMPORTED)].map(([, name, as = '', from]) => [as, `${name} of ${from}`]),
  )
  /** @type {Map<string, string | null>} */
  const names = new Map()
  for (const [, name = ''] of report.matchAll(REEXPORTED))
    names.set(name, renamed.get(name) ?? null)
  for (const [text, name = ''] of report.matchAll(DECLARED)) {
    names.set(name, (names.get(name) ?? '') + text.replaceAll(/^ *\/\/.*\n/gm, ''))
  }
  return names
}

/**
 * Lists what is wrong with the exported names: an entry with more than its limit, and one name
 * with two meanings. Entries of one package may share a name, if it is declared once.
 */
export const nameFaults = (/** @type {string} */ folder) => {
  const entries = readdirSync(folder).map((file) => ({
    entry: file.replace(/\.api\.md$/, ''),
    names: namesIn(readFileSync(join(folder, file), 'utf8')),
  }))
  const crowded = entries.flatMap(({ entry, names }) => {
    const limit = Object.entries(LIMITS).find(([limited]) => limited === entry)?.[1] ?? Infinity
    return names.size > limit ? [`${entry} exports ${names.size} names, more than ${limit}`] : []
  })
  /** @type {Map<string, Map<string, string>>} by name, then meaning: the entry it is in */
  const meanings = new Map()
  for (const { entry, names } of entries) {
    for (const [name, meaning] of names) {
      if (meaning === null || GROWING.has(name)) continue
      const known = meanings.get(name) ?? new Map()
      const ofPackage = meaning.includes(' of @') ? meaning : `${entry.split('.')[0]}: ${meaning}`
      meanings.set(name, known.set(ofPackage, entry))
    }
  }
  const clashing = [...meanings].flatMap(([name, known]) =>
    known.size > 1
      ? [`${name} means one thing in ${[...known.values()].join(', another in ')}`]
      : [],
  )
  return [...crowded, ...clashing]
}
