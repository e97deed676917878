import { prepare, run } from './run.mjs'

const show = /** @type {const} */ (['Show', ['node', 'examples/peterborough-2016/dist/show.js']])

for (const [name, command] of [...prepare, show]) {
  if (!run(command)) {
    console.error(`${name} failed`)
    process.exit(1)
  }
}
