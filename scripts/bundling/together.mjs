import { basename } from 'node:path'

/** @typedef {import('esbuild').Metafile['outputs']} Outputs */

/** @type {(outputs: Outputs, part: string, reached?: Set<string>) => Set<string>} */
const reachedFrom = (outputs, part, reached = new Set()) => {
  for (const { path, kind, external } of outputs[part]?.imports ?? [])
    if (kind === 'import-statement' && external !== true && !reached.has(path)) {
      reachedFrom(outputs, path, reached)
      // After what it needs, as the parts have to be loaded.
      reached.add(path)
    }
  return reached
}

/**
 * The shared parts that most commands load, in the order they load in, without those that the program
 * loads whatever is asked of it: one file for all of them is loaded sooner than a file for each.
 *
 * @param {Outputs} outputs
 * @param {ReadonlyArray<string>} program
 * @param {ReadonlyArray<string>} commands
 */
export const loadedByMost = (outputs, program, commands) => {
  const always = new Set(program.flatMap((part) => [...reachedFrom(outputs, part)]))
  /** @type {Map<string, number>} */
  const times = new Map()
  for (const command of commands)
    for (const part of reachedFrom(outputs, command)) times.set(part, (times.get(part) ?? 0) + 1)
  const most = new Set(
    [...times].flatMap(([part, n]) => (n * 2 > commands.length && !always.has(part) ? part : [])),
  )
  const ordered = commands.flatMap((command) => [...reachedFrom(outputs, command)])
  return [...new Set(ordered)].filter((part) => most.has(part))
}

const REQUIRED = /require\("[./a-z]*\/(chunk-\w+\.js)"\)/g

/**
 * Parts that are CommonJS, as one file that exports each under its name.
 *
 * @param {ReadonlyArray<string>} most the parts, in the order they load in
 * @param {ReadonlyMap<string, string>} texts
 */
export const together = (most, texts) => {
  const names = new Set(most.map((part) => basename(part)))
  return most
    .map((part) => {
      const inner = (texts.get(part) ?? '').replaceAll(
        REQUIRED,
        (required, /** @type {string} */ name) =>
          names.has(name) ? `exports[${JSON.stringify(name)}]` : required,
      )
      return `exports[${JSON.stringify(basename(part))}] = (() => {\nconst module = {};\n${inner}\nreturn module.exports;\n})();\n`
    })
    .join('')
}

/**
 * A part that takes what it needs from the file that others are together in.
 *
 * @param {string} text
 * @param {ReadonlySet<string>} names
 */
export const fromTogether = (text, names) =>
  text.replaceAll(REQUIRED, (required, /** @type {string} */ name) =>
    names.has(name)
      ? `${required.replace(name, 'together.js')}[${JSON.stringify(name)}]`
      : required,
  )
