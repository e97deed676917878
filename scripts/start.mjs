import { prepare, run } from './run.mjs'

const show = /** @type {const} */ (['Show', ['node', 'examples/peterborough-2016/dist/show.js']])

/**
 * What the silent steps take on two idle cores, for whoever waits.
 *
 * @type {Readonly<Record<string, string>>}
 */
const takes = { Install: 'up to a minute the first time', Build: 'about 25 seconds the first time' }

for (const [name, command] of [...prepare, show]) {
  const time = takes[name]
  if (time !== undefined) console.log(`== ${name} (${time})`)
  if (!run(command)) {
    console.error(`${name} failed`)
    process.exit(1)
  }
}
