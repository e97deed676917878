import { foldHistory } from '@kpi-ledger/core'
import { rules } from '@kpi-ledger/projections'
import { arbitraryLedger, fc } from '@kpi-ledger/testing'
import { Ajv2020 } from 'ajv/dist/2020'
import * as E from 'fp-ts/Either'
import { parse } from 'yaml'
import { runs } from '../../../../scripts/jest/runs'
import { definitionSchema } from './definition-schema'
import { definitionExample } from './example'
import { readDefinition } from './read-definition'
import { writeDefinition } from './write-definition'

const ajv = new Ajv2020({ strict: false, allErrors: true })
const validate = ajv.compile(definitionSchema)

const faultsOf = (yaml: string): ReadonlyArray<string> => {
  validate(parse(yaml))
  return (validate.errors ?? []).map(
    ({ instancePath, message = '' }) => `${instancePath} ${message}`,
  )
}

describe('definitionSchema', () => {
  it('accepts the example, short forms and all', () => {
    expect(faultsOf(definitionExample)).toEqual([])
  })

  it('accepts everything that rules writes', () => {
    fc.assert(
      fc.property(arbitraryLedger({ maxCommands: 25 }), (events) => {
        const history = foldHistory(events)
        const stated = rules(history)
        if (E.isRight(stated)) expect(faultsOf(writeDefinition(history, stated.right))).toEqual([])
      }),
      { numRuns: runs(60) },
    )
  })

  it.each([
    ['target: ">= 95"', 'target: about 95', '/regimes/0/kpis/0/target'],
    ['grade: good', 'grade: splendid', '/regimes/0/bands/0/grade'],
    ['when: otherwise', 'when: never', '/regimes/0/bands/3/when'],
    ['frequency: monthly', 'frequency: weekly', '/regimes/0/kpis/0/frequency'],
    ['unit: percent', 'unti: percent', '/regimes/0/kpis/0 must NOT have additional properties'],
    ['supplier: Green Spaces Ltd\n', '', ' must have required property'],
  ])('refuses what define refuses: %s as %s', (right, wrong, at) => {
    const yaml = definitionExample.replace(right, wrong)
    expect(faultsOf(yaml)).toContainEqual(expect.stringContaining(at))
    expect(readDefinition(yaml)).toMatchObject({ _tag: 'Left' })
  })
})
