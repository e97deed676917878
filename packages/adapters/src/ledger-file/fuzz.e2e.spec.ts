import type { RecordedEvent } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { pssp } from '../fixture.spec'
import {
  decode,
  deep,
  lines,
  tryCommand,
  tryDamagedCommands,
  tryDamagedLines,
  tryLine,
} from './fuzzing.spec'

const LINES = 80_000
const COMMANDS = 40_000

describe('damaged input', () => {
  it(`gives ${LINES} lines that are refused with reasons, or accepted for what they say`, () => {
    const seen = tryDamagedLines(LINES)
    expect(seen.refused).toBeGreaterThan(LINES / 2)
    expect(seen.decoded).toBeGreaterThan(LINES / 100)
    expect(seen.admitted).toBeGreaterThan(LINES / 100)
  })

  it(`gives ${COMMANDS} commands that are refused with reasons, or accepted for what they say`, () => {
    const seen = tryDamagedCommands(COMMANDS)
    expect(seen.refused).toBeGreaterThan(COMMANDS / 2)
    expect(seen.decoded).toBeGreaterThan(COMMANDS / 100)
    expect(seen.admitted).toBeGreaterThan(COMMANDS / 200)
  })

  const TEN_MB = 10_000_000
  const line = lines[9] ?? ''
  const huge: ReadonlyArray<readonly [string, () => string]> = [
    ['text', () => line.replace('Line one', 'x'.repeat(TEN_MB))],
    ['text of escapes', () => line.replace('Line one', '\\ud800'.repeat(TEN_MB / 6))],
    ['text of emoji', () => line.replace('Line one', '😂'.repeat(TEN_MB / 2))],
    ['a key', () => line.replace('"text"', `"${'x'.repeat(TEN_MB)}"`)],
    ['an odd key', () => line.replace('"text"', `"${'é '.repeat(TEN_MB / 2)}"`)],
    ['a type', () => line.replace('NoteAdded', 'NoteAdded'.repeat(TEN_MB / 9))],
    ['an id', () => line.replace('0000', '0'.repeat(TEN_MB))],
    ['a number', () => line.replace('"revision":9', `"revision":${'9'.repeat(TEN_MB)}`)],
    [
      'a number with many places',
      () => line.replace('"version":1', `"version":1.${'3'.repeat(TEN_MB)}`),
    ],
    ['nested lists', () => line.replace('"version":1', `"version":${deep('[', ']', 1_000_000)}`)],
    [
      'nested objects',
      () => line.replace('"version":1', `"version":${deep('{"a":', '}', 1_000_000)}`),
    ],
    ['lists that do not end', () => '['.repeat(TEN_MB)],
    ['a long list', () => line.replace('"version":1', `"version":[${'0,'.repeat(TEN_MB / 2)}0]`)],
    ['blanks', () => line.replace('"version":1', `"version":${' '.repeat(TEN_MB)}2`)],
    ['backslashes', () => line.replace('Line one', '\\\\'.repeat(TEN_MB / 2))],
    ['no JSON', () => 'x'.repeat(TEN_MB)],
  ]
  it.each(huge)('of 10 MB is refused with a reason: %s', (_, make) => {
    const base = pssp[9] as RecordedEvent
    expect(tryLine(make(), base)).toEqual({ kind: 'refused', wrong: null })
    expect(tryCommand(make())).toMatchObject({ kind: 'refused' })
  })

  it('of 10 MB with a hundred thousand unknown fields names them all', () => {
    const unknown = Array.from({ length: 100_000 }, (_, n) => `"field ${n}":${'0'.padStart(80)}`)
    const many = line.replace('"version"', `${unknown.join()},"version"`)
    const decoded = decode(many)
    expect(E.isLeft(decoded) ? decoded.left.faults : []).toHaveLength(100_000)
  })
})
