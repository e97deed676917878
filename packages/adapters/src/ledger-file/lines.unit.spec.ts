import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { readLines, type Line } from './lines'
import { runs } from '../../../../scripts/jest/runs'

const MEBIBYTE = 1024 * 1024

async function* chunksOf(bytes: Uint8Array, sizes: ReadonlyArray<number>) {
  let at = 0
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

interface Read {
  readonly lines: ReadonlyArray<Line>
  readonly end: string | null
}

const read = async (bytes: Uint8Array, ...sizes: ReadonlyArray<number>): Promise<Read> => {
  const lines: Array<Line> = []
  for await (const result of readLines(
    chunksOf(bytes, sizes.length === 0 ? [bytes.length] : sizes),
  )) {
    if (E.isLeft(result)) return { lines, end: `${result.left.number}: ${result.left.reason}` }
    lines.push(...result.right)
  }
  return { lines, end: null }
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const textsOf = ({ lines }: Read): ReadonlyArray<string> => lines.map(({ text }) => text)

/** The lines of a text, computed the obvious way. */
const expected = (text: string): ReadonlyArray<Line> => {
  const lines = text.replace(/^\ufeff/, '').split('\n')
  const whole = lines.slice(0, -1).map((line) => line.replace(/\r$/, ''))
  const rest = lines.at(-1) ?? ''
  return [...whole, ...(rest === '' ? [] : [rest])].map((line, i) => ({
    number: i + 1,
    text: line,
  }))
}

describe('readLines', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\nb', ['a', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['a\r\r\nb', ['a\r', 'b']],
    ['\n', ['']],
    ['\n\n', ['', '']],
    ['a\n\nb\n', ['a', '', 'b']],
    ['\ufeffa\nb', ['a', 'b']],
    ['a\n\ufeffb', ['a', '\ufeffb']],
    ['\ufeff\ufeffa', ['\ufeffa']],
    ['\ufeff', []],
    ['a\u2028b\u0085c\rd\n', ['a\u2028b\u0085c\rd']],
  ])('splits %j', async (text, lines) => {
    expect(textsOf(await read(utf8(text)))).toEqual(lines)
    expect(textsOf(await read(utf8(text), 1))).toEqual(lines)
  })

  it('counts lines from 1, across chunks', async () => {
    const { lines } = await read(utf8('a\nb\nc\nd\n'), 3)
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4])
  })

  it('joins characters that are split between chunks', async () => {
    const text = '£😂é𝔸\n€😂\r\n\u{10ffff}'
    for (const size of [1, 2, 3, 4, 5, 7])
      expect(textsOf(await read(utf8(text), size))).toEqual(['£😂é𝔸', '€😂', '\u{10ffff}'])
  })

  it('gives the same lines, however the bytes are split', async () => {
    const unit = fc.constantFrom('a', '\n', '\r', '\r\n', '£', '😂', '\u2028', '\ufeff', '\u0001')
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 40 }), sizes, async (text, cuts) => {
        expect(await read(utf8(text), ...cuts)).toEqual({ lines: expected(text), end: null })
      }),
      { numRuns: runs(1000) },
    )
  })

  it('accepts empty chunks', async () => {
    async function* chunks() {
      yield new Uint8Array(0)
      yield utf8('a')
      yield new Uint8Array(0)
      yield utf8('\n')
      yield new Uint8Array(0)
    }
    const lines: Array<Line> = []
    for await (const result of readLines(chunks()))
      if (E.isRight(result)) lines.push(...result.right)
    expect(lines).toEqual([{ number: 1, text: 'a' }])
  })
})

describe('a line that is not UTF-8', () => {
  const invalid: ReadonlyArray<readonly [string, ReadonlyArray<number>]> = [
    ['a lone continuation byte', [0x80]],
    ['a byte that is never used', [0xff]],
    ['a character cut short', [0xe2, 0x82]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a code point too large', [0xf4, 0x90, 0x80, 0x80]],
    ['Latin-1', [0xa3]],
  ]

  it.each(invalid)('is named: %s', async (_, bad) => {
    const line = Uint8Array.from([0x61, ...bad, 0x62])
    for (const end of [[], [0x0a], [0x0a, 0x61, 0x0a]])
      for (const sizes of [[], [1], [2], [3]]) {
        const bytes = Uint8Array.from([...utf8('one\ntwo\n'), ...line, ...end])
        expect((await read(bytes, ...sizes)).end).toBe('3: not UTF-8')
      }
  })

  it('is named if a line feed cuts off its end', async () => {
    const bytes = Uint8Array.from([0xe2, 0x82, 0x0a, 0xac, 0x0a])
    for (const size of [1, 2, 5]) expect((await read(bytes, size)).end).toBe('1: not UTF-8')
  })

  it('comes after every line before it, however the bytes are split', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', '£', '\r'), maxLength: 4 })
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 5 }), sizes, async (lines, cuts) => {
        const before = lines.map((each) => `${each}\n`).join('')
        const bytes = Uint8Array.from([...utf8(before), 0x61, 0xff, 0x0a, 0x61, 0x0a])
        const end = `${lines.length + 1}: not UTF-8`
        expect(await read(bytes, ...cuts)).toEqual({ lines: expected(before), end })
      }),
    )
  })
})

describe('a file in UTF-16', () => {
  const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'))
  const said =
    '1: UTF-16, as Windows PowerShell writes it; expected UTF-8 (Out-File -Encoding utf8)'

  it.each([
    ['with a byte order mark', utf16('\ufeff{"a":1}\n{}')],
    ['without one', utf16('{"a":1}\n{}')],
    ['high bytes first', utf16('\ufeff{"a":1}\n{}').map((_, i, all) => all[i ^ 1] ?? 0)],
    ['high bytes first, without one', utf16('{"a":1}\n{}').map((_, i, all) => all[i ^ 1] ?? 0)],
  ])('is named as such: %s', async (_, bytes) => {
    for (const sizes of [[], [1], [2], [7]])
      expect(await read(bytes, ...sizes)).toEqual({ lines: [], end: said })
  })
})

describe('a line that is too long', () => {
  const tooLong = `1: longer than ${16 * MEBIBYTE} bytes`
  const line = (length: number, ...after: ReadonlyArray<number>): Uint8Array => {
    const bytes = new Uint8Array(length + after.length).fill(0x61)
    bytes.set(after, length)
    return bytes
  }

  it('is refused without being kept in memory as a whole', async () => {
    expect((await read(line(17 * MEBIBYTE), MEBIBYTE)).end).toBe(tooLong)
    let pulled = 0
    async function* endless() {
      for (; ; pulled++) yield line(MEBIBYTE)
    }
    for await (const result of readLines(endless())) expect(E.isLeft(result)).toBe(true)
    expect(pulled).toBe(16)
  })

  it('is refused, however the bytes are split, but one of exactly 16 MiB is not', async () => {
    for (const size of [5 * MEBIBYTE + 1, 20 * MEBIBYTE]) {
      expect((await read(line(16 * MEBIBYTE, 0x0a), size)).end).toBeNull()
      expect((await read(line(16 * MEBIBYTE + 1, 0x0a), size)).end).toBe(tooLong)
    }
  })

  it('is named by its number', async () => {
    const bytes = new Uint8Array(17 * MEBIBYTE + 4).fill(0x61)
    bytes.set(utf8('a\nb\n'), 0)
    expect((await read(bytes, MEBIBYTE)).end).toBe(`3: longer than ${16 * MEBIBYTE} bytes`)
  })
})
