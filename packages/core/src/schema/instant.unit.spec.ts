import fc from 'fast-check'
import { explanation } from './fixture.spec'
import { Instant, InstantOrDate } from './instant'
import { runs } from '../../../../scripts/jest/runs'

const good = [
  '2016-06-10T09:00:00.000Z',
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '2016-02-29T00:00:00.000Z',
  '2000-02-29T00:00:00.000Z',
  '2017-02-28T23:59:59.999Z',
  '2016-04-30T00:00:00.000Z',
  '2016-12-31T00:00:00.000Z',
]

const bad = [
  '',
  '2016-06-10',
  '2016-06-10T09:00:00Z',
  '2016-06-10T09:00:00.00Z',
  '2016-06-10T09:00:00.0000Z',
  '2016-06-10T09:00:00.000',
  '2016-06-10T09:00:00.000z',
  '2016-06-10t09:00:00.000Z',
  '2016-06-10 09:00:00.000Z',
  '2016-06-10T09:00:00.000+00:00',
  '+002016-06-10T09:00:00.000Z',
  '-2016-06-10T09:00:00.000Z',
  '2017-02-29T00:00:00.000Z',
  '1900-02-29T00:00:00.000Z',
  '2100-02-29T00:00:00.000Z',
  '2016-02-30T00:00:00.000Z',
  '2016-04-31T00:00:00.000Z',
  '2016-06-31T00:00:00.000Z',
  '2016-09-31T00:00:00.000Z',
  '2016-11-31T00:00:00.000Z',
  '2016-12-32T00:00:00.000Z',
  '2016-01-00T00:00:00.000Z',
  '2016-00-10T00:00:00.000Z',
  '2016-13-10T00:00:00.000Z',
  '2016-19-10T00:00:00.000Z',
  '2016-06-10T24:00:00.000Z',
  '2016-06-10T25:00:00.000Z',
  '2016-06-10T09:60:00.000Z',
  '2016-06-10T09:00:60.000Z',
  '2016-06-30T23:59:60.000Z',
  '2016-06-10T09:00:00,000Z',
  ' 2016-06-10T09:00:00.000Z',
  '2016-06-10T09:00:00.000Z\n',
  '２016-06-10T09:00:00.000Z',
]

describe('Instant', () => {
  it.each(good)('accepts %s', (s) => {
    expect(Instant.is(s)).toBe(true)
  })

  it.each(bad)('refuses %j', (s) => {
    expect(Instant.is(s)).toBe(false)
  })

  it('refuses what is not a string', () => {
    for (const u of [undefined, null, 0, new Date(0), {}, [good[0]]])
      expect(Instant.is(u)).toBe(false)
  })

  it('gives an example of what it expects', () => {
    expect(explanation(Instant, 'soon')).toBe(
      'expected an instant such as 2016-06-10T09:00:00.000Z, got "soon"',
    )
  })

  it('accepts what Date prints, and only what Date would print in the same way', () => {
    const years = {
      min: new Date('0000-01-01T00:00:00.000Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
    }
    fc.assert(
      fc.property(fc.date({ ...years, noInvalidDate: true }), (date) => {
        expect(Instant.is(date.toISOString())).toBe(true)
      }),
    )
    const n = (max: number, width: number): fc.Arbitrary<string> =>
      fc.nat(max).map((value) => String(value).padStart(width, '0'))
    const parts = fc.tuple(n(9999, 4), n(13, 2), n(32, 2), n(25, 2), n(61, 2), n(61, 2), n(999, 3))
    fc.assert(
      fc.property(parts, ([y, mo, d, h, mi, s, ms]) => {
        const written = `${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`
        const time = Date.parse(written)
        const same = !Number.isNaN(time) && new Date(time).toISOString() === written
        expect([written, Instant.is(written)]).toEqual([written, same])
      }),
      { numRuns: runs(3000) },
    )
  })
})

describe('InstantOrDate', () => {
  it.each([...good, '2016-06-10', '2016-02-29', '0000-01-01', '9999-12-31'])('accepts %s', (s) => {
    expect(InstantOrDate.is(s)).toBe(true)
  })

  it.each([
    ...bad.filter((s) => s !== '2016-06-10'),
    '2016-06',
    '2017-02-29',
    '2016-13-01',
    '2016-06-31',
    '2016-06-10T',
    '2016-6-1',
    '2016-06-10\n',
  ])('refuses %j', (s) => {
    expect(InstantOrDate.is(s)).toBe(false)
  })
})
