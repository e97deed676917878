import * as E from 'fp-ts/Either'
import { describe as sentence } from '../describe'
import { note, register } from './commands.spec'
import { decodeCommands } from './decode-commands'

const faultsIn = (commands: unknown) => {
  const decoded = decodeCommands(commands)
  if (E.isRight(decoded)) throw new Error('they are commands')
  return { ...decoded.left, words: sentence(decoded.left) }
}

describe('a batch of commands', () => {
  it('is decoded in order', () => {
    expect(decodeCommands([register, note()])).toEqual(E.right([register, note()]))
    expect(decodeCommands([])).toEqual(E.right([]))
  })

  it('is a list', () => {
    const message = 'expected a list of commands, got an object'
    expect(faultsIn({ 0: register, length: 1 })).toEqual({
      ...{ _tag: 'InvalidCommand', faults: [{ index: null, path: '', message }] },
      words: message,
    })
  })

  it('is refused with every fault of every command', () => {
    const { faults, words } = faultsIn([register, { ...note(), kpi: '', text: ' ' }, 'x', note()])
    expect(faults.map(({ index, path }) => [index, path])).toEqual([
      [1, 'text'],
      [1, 'kpi'],
      [2, ''],
    ])
    expect(words).toBe(
      'command 2: text: expected text, got nothing but blanks; command 2: kpi: expected a KPI reference (1 to 64 printable characters, no space at either end), got ""; command 3: expected an object, got "x"',
    )
  })

  it('says how many more faults there are than it lists', () => {
    const said = (count: number) =>
      Array.from({ length: count }, (_, i) => `command ${i + 1}: expected an object, got null`)
    expect(faultsIn(Array(100).fill(null)).words).toBe(said(100).join('; '))
    expect(faultsIn(Array(102).fill(null)).words).toBe([...said(100), 'and 2 more'].join('; '))
  })
})
