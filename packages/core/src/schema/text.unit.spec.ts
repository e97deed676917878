import fc from 'fast-check'
import type { Codec } from './codec'
import { decoder } from './decode'
import { explanation } from './fixture.spec'
import { Code, Heading, Identifier, KPIReference, Sha256Hex, Text, Uuid } from './text'
import { codePoint } from '../../../../scripts/jest/code-point'
import { runs } from '../../../../scripts/jest/runs'

const astral = '𝔸'

const acceptsAll = (codec: Codec<string>, values: ReadonlyArray<string>): void => {
  for (const value of values) expect([value, codec.is(value)]).toEqual([value, true])
}

const refusesAll = (codec: Codec<string>, values: ReadonlyArray<unknown>): void => {
  for (const value of values) expect([value, codec.is(value)]).toEqual([value, false])
}

const notStrings = [undefined, null, 0, 1, true, [], ['a'], {}, new String('a'), Symbol('a'), 1n]

describe('Text', () => {
  it('accepts printable text with newline and tab', () => {
    acceptsAll(Text, ['a', ' a', 'a ', 'a\nb', '\ta', 'Zürich £5', '\u2028.', '\ufeff.', '\u00a0x'])
  })

  it('refuses what is empty or blank', () => {
    refusesAll(Text, ['', ' ', '\n', '\t \n', '\u00a0', '\u2003\u3000', '\u2028', '\ufeff'])
    expect(explanation(Text, ' ')).toBe('expected text, got nothing but blanks')
    expect(explanation(Text, '')).toBe('expected text, got nothing but blanks')
  })

  it('counts code points: 4,000 are enough, 4,001 too many', () => {
    acceptsAll(Text, [
      'a'.repeat(4000),
      astral.repeat(4000),
      astral.repeat(3999) + 'a',
      'é'.repeat(4000),
    ])
    refusesAll(Text, [
      'a'.repeat(4001),
      'é'.repeat(4001),
      astral.repeat(4001),
      astral.repeat(4000) + 'a',
      astral.repeat(3999) + 'ab',
    ])
    expect(explanation(Text, 'a'.repeat(4001))).toBe(
      `expected text of at most 4000 characters, got "${'a'.repeat(40)}…"`,
    )
  })

  it('refuses every control character but newline and tab', () => {
    for (let code = 0; code < 0x20; code++) {
      const s = `a${String.fromCharCode(code)}b`
      expect([code, Text.is(s)]).toEqual([code, code === 0x09 || code === 0x0a])
    }
    for (let code = 0x7f; code <= 0xa0; code++) {
      const s = `a${String.fromCharCode(code)}b`
      expect([code, Text.is(s)]).toEqual([code, code === 0xa0])
    }
    expect(explanation(Text, 'a\u0085')).toBe(
      'expected text without control characters, got "a\u0085"',
    )
    expect(explanation(Text, 'a\rb')).toBe('expected text without control characters, got "a\\rb"')
  })

  it('refuses lone surrogates and accepts pairs', () => {
    refusesAll(Text, ['\ud83d', 'a\udc00', 'a\ud83d b', '\ude02\ud83d', 'a\ud83d'])
    acceptsAll(Text, ['\ud83d\ude02'])
    expect(explanation(Text, 'a\ud800')).toBe('expected text, got a lone surrogate')
  })

  it('refuses what is not a string', () => {
    refusesAll(Text, notStrings)
    expect(explanation(Text, 5)).toBe('expected text, got 5')
    expect(explanation(Text, undefined)).toBe('expected text, got undefined')
  })

  it('M41 with only invisible characters is blank, and they are named', () => {
    const invisible = [
      '\u200b',
      '\u2800',
      '\u00ad\u2060',
      '\u3164',
      '\ufe0f',
      '\u{e0041}',
      '\ufff9',
    ]
    for (const s of invisible) {
      refusesAll(Text, [s, `\n${s} ${s}\u2003`])
      acceptsAll(Text, [`a${s}`, `${s}a`, `\u0600${s}`])
    }
    expect(explanation(Text, '\u200b \u{e0041}')).toBe(
      'expected text, got nothing but blanks and invisible characters: U+200B U+0020 U+E0041',
    )
  })

  it('matches the domain model', () => {
    const isText = (s: string): boolean =>
      s.replaceAll(/\p{Default_Ignorable_Code_Point}|[\u2800\ufff9-\ufffb]/gu, '').trim() !== '' &&
      [...s].length <= 4000 &&
      [...s].every((c) => {
        const point = c.codePointAt(0) ?? 0
        const control = point < 0x20 || (point >= 0x7f && point < 0xa0)
        return (!control || c === '\n' || c === '\t') && !(point >= 0xd800 && point <= 0xdfff)
      })
    const unit = fc.oneof(
      fc.constantFrom('a', ' ', '\n', '\t', '\r', '\u0000', '\u0085', '\u009f', '\u00a0', '~', '!'),
      fc.constantFrom('\ud83d', '\ude02', '\ud83d\ude02', '\u007f', '\u2029', '\u200b'),
      codePoint,
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), (s) => {
        expect(Text.is(s)).toBe(isText(s))
      }),
      { numRuns: runs(3000) },
    )
  })
})

describe('KPIReference', () => {
  it('accepts 1 to 64 printable characters', () => {
    acceptsAll(KPIReference, [
      'R&B-K-001',
      '1',
      'a b',
      'é',
      '__proto__',
      'constructor',
      'toString',
      'a'.repeat(64),
      'é'.repeat(64),
      astral.repeat(64),
      `a${astral.repeat(62)}b`,
    ])
  })

  it('refuses what is too long, has a space at an end, or cannot be printed', () => {
    refusesAll(KPIReference, [
      '',
      ' ',
      ' a',
      'a ',
      '\u00a0a',
      'a\u3000',
      'a'.repeat(65),
      'é'.repeat(65),
      astral.repeat(65),
      `${astral.repeat(64)}a`,
      'a'.repeat(129),
      'a\nb',
      'a\tb',
      'a\u0000',
      'a\u007fb',
      'a\u0085b',
      'a\u00adb',
      'a\u200bb',
      'a\u202eb',
      'a\ufeffb',
      'a\u2028b',
      'a\u2029b',
      'a\ud800',
      '\udc00a',
    ])
    refusesAll(KPIReference, notStrings)
    expect(explanation(KPIReference, '')).toBe(
      'expected a KPI reference (1 to 64 printable characters, no space at either end), got ""',
    )
  })
})

describe('M41 names that can be told apart', () => {
  const names = [KPIReference, Heading]

  it('are in NFC, and any other form is refused with what differs', () => {
    for (const codec of names) {
      acceptsAll(codec, ['Caf\u00e9-1', '\u1ea4', '각', 'x\u0301', 'שׁ'.normalize()])
      refusesAll(codec, ['Cafe\u0301-1', 'A\u0302\u0301', '\u1112\u1161\u11ab', '\u212b', '\u037e'])
    }
    expect(explanation(KPIReference, 'Cafe\u0301-1')).toBe(
      'expected a KPI reference (1 to 64 printable characters, no space at either end), got "Cafe\u0301-1", which is not in Unicode\'s form NFC; write U+00E9 for U+0065 U+0301',
    )
  })

  it('have only visible characters, and an invisible one is named', () => {
    for (const codec of names)
      for (const hidden of ['\u2800', '\u3164', '\u115f', '\u034f', '\ufe0f', '\u{e0100}', '\n'])
        refusesAll(codec, [hidden, `a${hidden}b`])
    expect(explanation(Heading, 'a\u2800b')).toBe(
      'expected a heading (printable characters, no space at either end), got "a\u2800b", which contains U+2800',
    )
  })

  it('have no blank at either end', () => {
    for (const codec of names) refusesAll(codec, ['', ' a', 'a ', 'a\u00a0', '\u3000a', '\u2800a'])
  })

  it('in NFC are accepted, however they were written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 }), (s) => {
        const composed = s.normalize('NFC')
        const parts = s.normalize('NFD')
        if (!KPIReference.is(composed)) return
        expect(KPIReference.is(parts)).toBe(parts === composed)
        expect(Heading.is(parts)).toBe(parts === composed)
      }),
      { numRuns: runs(500) },
    )
  })
})

describe('Identifier', () => {
  it('accepts lower-case letters, digits, and single dots and hyphens between them', () => {
    acceptsAll(Identifier, ['a', '0', 'pssp', 'pssp-2016', 'a.b-c', '1.2.3', 'a'.repeat(64)])
    acceptsAll(Identifier, ['constructor'])
  })

  it('refuses everything else', () => {
    refusesAll(Identifier, ['', 'A', 'é', '-a', 'a-', '.a', 'a.', 'a--b', 'a..b', 'a.-b', 'a b'])
    refusesAll(Identifier, ['a_b', '__proto__', 'a\n', '\na', 'a'.repeat(65), 'a/b', '１'])
    refusesAll(Identifier, notStrings)
    expect(explanation(Identifier, 'A')).toBe(
      'expected an id (lower-case letters, digits, single "." or "-" between them, at most 64), got "A"',
    )
  })
})

describe('Code', () => {
  it('accepts hyphens between letters and digits, but no dot', () => {
    acceptsAll(Code, ['a', 'within-tolerance', '0-1', 'x'.repeat(64), 'constructor'])
    refusesAll(Code, ['', 'a.b', 'a--b', '-a', 'a-', 'A', 'x'.repeat(65), '__proto__', 'toString'])
    refusesAll(Code, notStrings)
  })
})

describe('Uuid', () => {
  it('is 36 lower-case characters, not all zeros, which a server refuses', () => {
    acceptsAll(Uuid, [
      '9fc655b2-8de1-8720-824e-bb03466f65e5',
      '00000000-0000-0000-0000-000000000001',
      '10000000-0000-0000-0000-000000000000',
    ])
    refusesAll(Uuid, [
      '',
      '00000000-0000-0000-0000-000000000000',
      '9FC655B2-8de1-8720-824e-bb03466f65e5',
      '9fc655b28de18720824ebb03466f65e5',
      '{9fc655b2-8de1-8720-824e-bb03466f65e5}',
      '9fc655b2-8de1-8720-824e-bb03466f65e',
      '9fc655b2-8de1-8720-824e-bb03466f65e55',
      '9fc655b2-8de1-8720-824e-bb03466f65e5\n',
      '9fc655b2-8de1-8720-824e-bb03466f65eg',
      ...notStrings,
    ])
  })
})

describe('Sha256Hex', () => {
  it('is 64 lower-case hex digits', () => {
    acceptsAll(Sha256Hex, ['0'.repeat(64), 'abcdef0123456789'.repeat(4)])
    refusesAll(Sha256Hex, ['0'.repeat(63), '0'.repeat(65), 'A'.repeat(64), 'g'.repeat(64)])
    refusesAll(Sha256Hex, notStrings)
  })
})

describe('a text', () => {
  it('gives the same answer however often and in whatever order it is tested', () => {
    const codecs: ReadonlyArray<Codec<string>> = [Identifier, Code, Uuid, Sha256Hex]
    const values = [
      'a',
      '',
      'A',
      'a-b',
      'a.b',
      '0'.repeat(64),
      '9fc655b2-8de1-8720-824e-bb03466f65e5',
    ]
    const answers = new Map<string, boolean>()
    fc.assert(
      fc.property(fc.nat(codecs.length - 1), fc.constantFrom(...values), (i, value) => {
        const answer = codecs[i]?.is(value) === true
        const key = `${String(i)} ${value}`
        expect(answer).toBe(answers.get(key) ?? answer)
        answers.set(key, answer)
      }),
      { numRuns: runs(500) },
    )
    expect([Identifier.is(''), Code.is(''), Uuid.is('')]).toEqual([false, false, false])
  })

  it('is accepted by every way of decoding it, or by none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), (u) => {
        for (const codec of [Text, KPIReference, Identifier, Code, Uuid, Sha256Hex]) {
          const tag = codec.is(u) ? 'Right' : 'Left'
          expect([codec.decode(u)._tag, decoder(codec)(u)._tag]).toEqual([tag, tag])
          expect(explanation(codec, u) === null).toBe(codec.is(u))
        }
      }),
    )
  })
})
