import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { check } from './outcome.mjs'

/**
 * Checks the JSON Schemas that come with core: that they are found by name, and accept events as
 * stored.
 */
export const checkSchemas = (/** @type {string} */ home, /** @type {string} */ ledger) => {
  const require = createRequire(join(home, 'package.json'))
  const ajv = new Ajv2020({ strict: true })
  for (const name of ['command', 'event']) {
    const schema = require(`@kpi-ledger/core/schemas/${name}.schema.json`)
    const valid = ajv.validateSchema(schema) === true
    check(`JSON Schema of ${name}s`, valid && schema.$id === `urn:kpi-ledger:${name}:1`)
    ajv.addSchema(schema)
  }
  const events = readFileSync(ledger, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  const wrong = events.filter((event) => ajv.validate('urn:kpi-ledger:event:1', event) !== true)
  check('the events of the example have the JSON Schema', events.length > 0 && wrong.length === 0)
  const command = ajv.validate('urn:kpi-ledger:command:1', { type: 'AddNote', contract: 'pssp' })
  check('half a command does not', command !== true)
}
