import { formatFault, formatPath, preview } from './fault'

describe('formatPath', () => {
  it('writes a path as a JavaScript reader would', () => {
    expect(formatPath([])).toBe('')
    expect(formatPath(['data', 'target', 'levels', 'detriment'])).toBe(
      'data.target.levels.detriment',
    )
    expect(formatPath(['scheme', 'bands', 2, 'when'])).toBe('scheme.bands[2].when')
    expect(formatPath([0, 'a', 1])).toBe('[0].a[1]')
  })

  it('quotes keys that are not names', () => {
    expect(formatPath(['profile', '04'])).toBe('profile["04"]')
    expect(formatPath([''])).toBe('[""]')
    expect(formatPath(['a b', 'c"d', 'e.f'])).toBe('["a b"]["c\\"d"]["e.f"]')
    expect(formatPath(['a', 'é'])).toBe('a["é"]')
    expect(formatPath(['a\n'])).toBe('["a\\n"]')
    expect(formatPath(['a', 'no-data', '_x', '__proto__'])).toBe('a.no-data._x.__proto__')
  })

  it('distinguishes an index from a key of digits', () => {
    expect(formatPath(['a', 1])).not.toBe(formatPath(['a', '1']))
  })
})

describe('formatFault', () => {
  it('begins with the place, if there is one', () => {
    expect(formatFault({ path: 'a.b', message: 'missing' })).toBe('a.b: missing')
    expect(formatFault({ path: '', message: 'expected an object' })).toBe('expected an object')
  })
})

describe('preview', () => {
  it.each([
    [null, 'null'],
    [undefined, 'undefined'],
    [true, 'true'],
    [0, '0'],
    [-0, '-0'],
    [NaN, 'NaN'],
    [1e21, '1e+21'],
    [10n, '10'],
    ['a"b', '"a\\"b"'],
    ['a\nb', '"a\\nb"'],
    ['\ud800', '"\\ud800"'],
    [[], 'an array'],
    [{}, 'an object'],
    [Object.create(null), 'an object'],
    [Symbol('x'), 'a symbol'],
    [() => 1, 'a function'],
  ])('%p is shown as %s', (u, shown) => {
    expect(preview(u)).toBe(shown)
  })

  it('cuts long text short', () => {
    expect(preview('x'.repeat(40))).toBe(`"${'x'.repeat(40)}"`)
    expect(preview('x'.repeat(41))).toBe(`"${'x'.repeat(40)}…"`)
    expect(preview('x'.repeat(10_000_000))).toHaveLength(43)
  })

  it('never throws, whatever the value', () => {
    const thrower = {
      toString: (): string => {
        throw new Error('no')
      },
      toJSON: (): string => {
        throw new Error('no')
      },
    }
    expect(preview(thrower)).toBe('an object')
    const proxy = Proxy.revocable({}, {})
    expect(preview(proxy.proxy)).toBe('an object')
  })
})

test.each(['a', '𝔸', '😀'])('a path gives a name of 64 characters %s whole', (character) => {
  const long = `0${character.repeat(63)}`
  expect(formatPath(['levels', long])).toBe(`levels["${long}"]`)
  expect(formatPath(['levels', `${long}b`])).toBe(`levels["${long}…"]`)
})
