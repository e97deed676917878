/**
 * Extracts the TypeScript blocks of a documentation page as the modules that a reader would write.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run.mjs'

/**
 * @typedef {object} Module
 * @property {string} name of its file, without an ending
 * @property {string} text
 */

const BLOCK =
  /(?:<!-- (continues) -->\s*)?^ *```(?:ts|typescript|js|javascript)\b.*\n([^]*?)^ *```$/gm

/**
 * A block is a module of its own, unless `<!-- continues -->` before it says that it continues the one
 * before.
 *
 * @returns {ReadonlyArray<Module>}
 */
export const modulesOf = (/** @type {string} */ page) => {
  const name = page.replace(/\.md$/, '').replaceAll('/', '-')
  /** @type {string[]} */
  const texts = []
  for (const [, continues, code = ''] of readFileSync(join(root, page), 'utf8').matchAll(BLOCK)) {
    const before = continues ? texts.pop() : ''
    if (before === undefined) throw new Error(`${page}: its first block has no block to continue`)
    texts.push(before + code)
  }
  return texts.map((text, index) => ({ name: `${name}-${index + 1}`, text }))
}

const IMPORT = /^import [^]*?from '.*'\n/gm

/**
 * Puts a module in an async function, since CommonJS has no top-level await.
 *
 * @returns {string}
 */
export const asCommonJS = (/** @type {string} */ text) => {
  if (!/^\S.*\bawait\b/m.test(text)) return text
  const imports = [...text.matchAll(IMPORT)].map(([statement]) => statement).join('')
  return `${imports}void (async () => {\n${text.replaceAll(IMPORT, '')}})()\n`
}
