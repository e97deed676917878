import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { decodeText } from './utf8'

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))

describe('text from bytes', () => {
  it('is read as it was written, with or without a byte order mark', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '會', '😂', '\n', '\r\n', '\ufffd') })
    fc.assert(
      fc.property(text, fc.boolean(), (written, marked) => {
        const bytes = Buffer.from(marked ? `\ufeff${written}` : written)
        expect(decodeText(bytes)).toEqual(E.right(written))
      }),
    )
  })

  it.each([
    ['{"text":"Caf\xe9"}', 1],
    ['{}\n{"text":"Caf\xe9"}\n{"text":"Caf\xe9"}', 2],
    ['{}\r\n\r\n\xe9', 3],
    ['\xff', 1],
    ['\xe2\x82', 1],
  ])('that is not UTF-8 is refused with its line, never replaced: %j', (text, line) => {
    expect(decodeText(latin1(text))).toEqual(E.left({ line, reason: 'not UTF-8' }))
  })

  it('with a NUL and another control character is not taken for UTF-16', () => {
    expect(decodeText(latin1('\0\x01'))).toEqual(E.right('\0\x01'))
    expect(decodeText(latin1('a'))).toEqual(E.right('a'))
  })
})
