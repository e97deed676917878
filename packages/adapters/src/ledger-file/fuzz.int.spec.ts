import type { RecordedEvent } from '@kpi-ledger/core'
import { runs } from '../../../../scripts/jest/runs'
import { pssp } from '../fixture.spec'
import {
  commands,
  lines,
  tryCommand,
  tryDamagedCommands,
  tryDamagedLines,
  tryLine,
} from './fuzzing.spec'
import { command, event, saysItOnce } from './second-reader.spec'

describe('the second reader', () => {
  it('accepts every good line and command', () => {
    for (const [i, line] of lines.entries()) {
      expect([line, event(JSON.parse(line)), saysItOnce(line)]).toEqual([line, true, true])
      expect(tryLine(line, pssp[i] as RecordedEvent)).toEqual({ kind: 'admitted', wrong: null })
    }
    for (const line of commands) {
      expect([line, command(JSON.parse(line)), saysItOnce(line)]).toEqual([line, true, true])
      expect(tryCommand(line)).toMatchObject({ wrong: null })
    }
  })

  it.each([
    ['{"a":1,"b":{"a":1}}', true],
    ['{"a":1,"b":2,"a":1}', false],
    ['{"a":{"b":1,"\\u0062":1}}', false],
    ['[1,1.0,100e-2,0,-1.50,1e21,true,null,"1e400"]', true],
    ['[1e400]', false],
    ['[0.1234567890123456789]', false],
    ['[1e-400]', false],
    [' { "a" : [ 1 , 2 ] , "b" : { } } ', true],
  ])('recognises what is ambiguous: %s', (json, once) => {
    expect(saysItOnce(json)).toBe(once)
  })
})

describe('damaged input', () => {
  it('is refused with reasons, or accepted for what it says', () => {
    tryDamagedLines(runs(4000))
    tryDamagedCommands(runs(2000))
  })
})
