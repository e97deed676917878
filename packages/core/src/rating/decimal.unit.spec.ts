import { computedFigure, divideHalfEven, exact, roundDifference } from './decimal'

it.each([
  ['0.123456789012345', 0.123456789012345],
  ['0.1234567890123445', 0.123456789012344],
  ['0.1234567890123455', 0.123456789012346],
  ['-0.12345678901234551', -0.123456789012346],
  ['1234567890123456789', 1234567890123460000],
  ['0', 0],
])('M15 a computed number has 15 significant digits, half to even: %s', (n, figure) => {
  expect(computedFigure(exact(0).plus(n))).toBe(figure)
})

it('M15 no rounded number is a negative zero', () => {
  expect(Object.is(divideHalfEven(exact(-1), exact(3), 0), 0)).toBe(true)
  expect(Object.is(computedFigure(exact(-0)), 0)).toBe(true)
  expect(roundDifference(exact(-0.0004), 2)).toBe(-0.0004)
})
