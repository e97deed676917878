import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './run.mjs'

/**
 * Whether a spec draws, by itself or by laws that it takes from a `.spec` without a level.
 *
 * @param {string} path
 * @returns {boolean}
 */
const draws = (path) => {
  const text = readFileSync(path, 'utf8')
  if (/fast-check|testing\/conformance|fuzzing/.test(text)) return true
  return [...text.matchAll(/from '(\.[^']*\.spec)'/g)].some(([, spec = '']) =>
    draws(`${join(dirname(path), spec)}.ts`),
  )
}

/** The specs of the fast lane that draw by chance. */
export const drawing = readdirSync(join(root, 'packages')).flatMap((name) => {
  const source = join(root, 'packages', name, 'src')
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((file) => join(source, file))
    .filter((path) => /\.(unit|int)\.spec\.ts$/.test(path) && draws(path))
})
