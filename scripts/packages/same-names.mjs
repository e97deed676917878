/**
 * Compares the names that `require` and `import` find in each of the given entries, from a folder.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder = '.', ...entries] = process.argv.slice(2)
const require = createRequire(join(folder, 'index.js'))

for (const entry of entries) {
  const required = Object.keys(require(entry)).sort()
  const imported = Object.keys(await import(pathToFileURL(require.resolve(entry)).href))
    .filter((name) => !['default', 'module.exports', '__esModule'].includes(name))
    .sort()
  if (JSON.stringify(required) === JSON.stringify(imported)) continue
  process.exitCode = 1
  console.error(entry, { required, imported })
}
