/**
 * Writes the JSON Schemas that come with core, from the built sources. Packing core runs it, so
 * that the published schemas always match the code.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root, run, tool } from './run.mjs'

const folder = join(root, 'packages', 'core')
const schemas = join(folder, 'schemas')

if (!run(tool('tsc', '-b', folder, join(folder, 'tsconfig.esm.json')))) process.exit(1)

/** @type {typeof import('@kpi-ledger/core')} */
const { Command, Event, jsonSchemaOf } = createRequire(join(folder, 'package.json'))(
  '@kpi-ledger/core',
)

/** The version of the wire format. */
const VERSION = 1

rmSync(schemas, { recursive: true, force: true })
mkdirSync(schemas)
for (const [name, codec] of Object.entries({ command: Command, event: Event })) {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:kpi-ledger:${name}:${VERSION}`,
    title: `${name === 'event' ? 'An' : 'A'} ${name} of kpi-ledger, wire format ${VERSION}`,
    ...jsonSchemaOf(codec),
  }
  writeFileSync(join(schemas, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`)
}
