import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from '../contract/command.codec'
import { jsonSchemaOf } from './json-schema'
import { agreementLaws, ajv, reasonsOf, unsaid } from './json-schema.spec'
import { runs } from '../../../../scripts/jest/runs'

agreementLaws(runs(2500))

describe('what JSON Schema cannot express', () => {
  const accepts = ajv.compile(jsonSchemaOf(Command))
  const command = {
    type: 'RecordActual',
    contract: 'parks',
    kpi: 'P1',
    period: '2016-05',
    outcome: { kind: 'measured', value: 93.5 },
  }
  const measured = (value: number) => ({ ...command, outcome: { kind: 'measured', value } })
  const sourced = (source: unknown) => ({ ...command, metadata: { source } })

  const nested = (depth: number): unknown => (depth === 0 ? 'bottom' : [nested(depth - 1)])

  /** For each reason, a command that both accept and one that only the codec refuses. */
  const examples: Readonly<Record<string, readonly [good: object, bad: object]>> = {
    'a figure of more than 15 significant digits': [
      measured(0.123456789012345),
      measured(0.1234567890123456),
    ],
    '-0': [measured(0), measured(-0)],
    'a lone surrogate in metadata': [sourced('\ud83d\ude02'), sourced({ a: ['\ud83d'] })],
    'a name that is not in NFC': [
      { ...command, kpi: 'Caf\u00e9-1' },
      { ...command, kpi: 'Cafe\u0301-1' },
    ],
    'metadata nested more than 64 deep': [sourced(nested(64)), sourced(nested(65))],
  }

  it('has an example each, which a codec refuses and a schema accepts', () => {
    expect(Object.keys(examples)).toEqual(Object.keys(unsaid))
  })

  it.each(Object.entries(examples))('%s', (reason, [good, bad]) => {
    expect([Command.is(good), accepts(good), reasonsOf(good)]).toEqual([true, true, []])
    expect([Command.is(bad), accepts(bad), reasonsOf(bad)]).toEqual([false, true, [reason]])
  })

  it('is listed in the wire format', () => {
    const page = readFileSync(join(__dirname, '../../../../docs/wire-format.md'), 'utf8')
    const [, section = ''] = page.split('## JSON Schemas\n')
    const listed = [...(section.split('\n## ')[0] ?? '').matchAll(/^- (.*)$/gm)]
    expect(listed.map(([, reason]) => reason)).toEqual(Object.keys(unsaid))
  })
})
