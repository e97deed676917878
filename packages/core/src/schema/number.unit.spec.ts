import fc from 'fast-check'
import type { Codec } from './codec'
import { explanation } from './fixture.spec'
import { Decimal, DecimalPlaces, LogSize, PositiveDecimal, Revision } from './number'
import { runs } from '../../../../scripts/jest/runs'

const acceptsAll = (codec: Codec<number>, values: ReadonlyArray<number>): void => {
  for (const value of values) expect([value, codec.is(value)]).toEqual([value, true])
}

const refusesAll = (codec: Codec<number>, values: ReadonlyArray<unknown>): void => {
  for (const value of values) expect([value, codec.is(value)]).toEqual([value, false])
}

const notNumbers = [undefined, null, '1', true, [], [1], {}, new Number(1), 1n]

describe('Decimal', () => {
  it('accepts figures of at most 15 significant digits and 1e12 in size', () => {
    acceptsAll(Decimal, [0, 1, -1, 0.1, 20.32, 1e12, -1e12, 123456789012345e-3, 1e-300, 5e-15])
    acceptsAll(Decimal, [999999999999.999, 0.000000123456789012345, 100.005, 1.0000000000001])
  })

  it('refuses NaN, the infinities and -0', () => {
    refusesAll(Decimal, [NaN, Infinity, -Infinity, -0])
    expect(explanation(Decimal, NaN)).toBe('expected a finite number, got NaN')
    expect(explanation(Decimal, -Infinity)).toBe('expected a finite number, got -Infinity')
    expect(explanation(Decimal, -0)).toBe('expected a number, got -0 (write 0)')
  })

  it('refuses what is larger than 1e12', () => {
    refusesAll(Decimal, [1000000000001, -1000000000001, 1e13, 1e300, 1e12 + 0.001])
    expect(explanation(Decimal, 1e13)).toBe(
      'expected a number of at most 1e12 in size, got 10000000000000',
    )
  })

  it('refuses more than 15 significant digits', () => {
    refusesAll(Decimal, [0.1 + 0.2, 1 / 3, Math.PI, 1.0000000000000002, 99999999999.99999])
    expect(explanation(Decimal, 0.1 + 0.2)).toBe(
      'expected a number of at most 15 significant digits, got 0.30000000000000004; the nearest is 0.3',
    )
  })

  it('refuses what is not a number', () => {
    refusesAll(Decimal, notNumbers)
    expect(explanation(Decimal, '1')).toBe('expected a number, got "1"')
  })

  it('accepts every decimal of 15 digits', () => {
    const digits = fc.bigInt({ min: 0n, max: 999_999_999_999_999n })
    fc.assert(
      fc.property(digits, fc.integer({ min: -40, max: -3 }), fc.boolean(), (d, exponent, minus) => {
        const n = Number(`${minus && d !== 0n ? '-' : ''}${String(d)}e${String(exponent)}`)
        expect(Decimal.is(n)).toBe(true)
      }),
      { numRuns: runs(2000) },
    )
  })

  it('accepts a double exactly when 15 digits print it and it is in range', () => {
    const digitsOf = (n: number): number =>
      n.toExponential().replace(/e.*$/, '').replace(/[-.]/g, '').replace(/0+$/, '').length
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (n) => {
        const expected = digitsOf(n) <= 15 && Math.abs(n) <= 1e12 && !Object.is(n, -0)
        expect([n, Decimal.is(n)]).toEqual([n, expected])
      }),
      { numRuns: runs(5000) },
    )
  })
})

describe('PositiveDecimal', () => {
  it('is a figure above 0', () => {
    acceptsAll(PositiveDecimal, [0.01, 1, 1e12, 1e-300])
    refusesAll(PositiveDecimal, [0, -0, -1, NaN, Infinity, 1e13, 1 / 3, ...notNumbers])
  })

  it('says which of the two conditions fails', () => {
    expect(explanation(PositiveDecimal, 0)).toBe('expected a number above 0, got 0')
    expect(explanation(PositiveDecimal, -5)).toBe('expected a number above 0, got -5')
    expect(explanation(PositiveDecimal, NaN)).toBe('expected a finite number, got NaN')
    expect(explanation(PositiveDecimal, '5')).toBe('expected a number, got "5"')
  })
})

describe('integers', () => {
  it('accept whole numbers between their limits', () => {
    acceptsAll(DecimalPlaces, [0, 2, 12])
    refusesAll(DecimalPlaces, [-1, 13, 1.5, -0, NaN, Infinity, ...notNumbers])
    expect(explanation(DecimalPlaces, 13)).toBe(
      'expected a number of decimals from 0 to 12, got 13',
    )
    expect(explanation(DecimalPlaces, -0)).toBe(
      'expected a number of decimals from 0 to 12, got -0',
    )
  })

  it('accept revisions and sizes up to the largest exact integer', () => {
    for (const codec of [Revision, LogSize]) {
      acceptsAll(codec, [0, 1, Number.MAX_SAFE_INTEGER])
      refusesAll(codec, [-1, -0, 0.5, Number.MAX_SAFE_INTEGER + 1, Infinity, ...notNumbers])
    }
  })
})
