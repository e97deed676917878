import * as E from 'fp-ts/Either'
import { decodeCommand } from './command.codec'
import { adopt, contract } from './commands.spec'

describe('line ends in the texts of a command', () => {
  const note = { type: 'AddNote', contract, period: '2024-04', text: 'one\r\ntwo\r\n\r\nthree' }

  it('become line feeds, as those of every web form must', () => {
    expect(decodeCommand(note)).toEqual(E.right({ ...note, text: 'one\ntwo\n\nthree' }))
  })

  it('become line feeds in texts within others', () => {
    const band = { code: 'met', grade: 'good', when: 'otherwise' }
    const schemeWith = (label: string) => ({
      ...{ bands: [{ ...band, label }], notRated: { code: 'none', label } },
    })
    const given = adopt('r', '2016-04')
    expect(decodeCommand({ ...given, scheme: schemeWith('a\r\nb') })).toEqual(
      E.right({ ...given, scheme: schemeWith('a\nb') }),
    )
  })

  it('are looked for no deeper than any command is', () => {
    let deep: unknown = 'one\r\ntwo'
    for (let depth = 0; depth < 100_000; depth++) deep = [deep]
    expect(decodeCommand({ ...note, text: deep })).toEqual(
      E.left({
        ...{ _tag: 'DecodeError', expected: 'a command' },
        faults: [{ path: 'text', message: 'expected text, got an array' }],
      }),
    )
  })

  it('are kept in metadata, while a lone CR is refused', () => {
    const form = { browser: 'a\r\nb' }
    expect(decodeCommand({ ...note, metadata: { form } })).toMatchObject(
      E.right({ text: 'one\ntwo\n\nthree', metadata: { form } }),
    )
    for (const text of ['one\rtwo', '\r\n'])
      expect(E.isLeft(decodeCommand({ ...note, text }))).toBe(true)
  })
})
