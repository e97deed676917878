import fc from 'fast-check'
import { instantOf, msOf } from './instant-ms'

const instants = fc
  .date({
    min: new Date('0000-01-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString())

const DAY = 86_400_000

test('an instant is as many ms after 1970 as by Date.parse, whichever day was read before', () => {
  const near = fc
    .tuple(instants, fc.integer({ min: -DAY, max: DAY }))
    .map(([first, after]) => [first, new Date(Date.parse(first) + after).toISOString()])
    .filter((pair) => pair.every((each) => each.length === 24))
  fc.assert(
    fc.property(near, (pair) => {
      for (const instant of pair) {
        expect(msOf(instant)).toBe(Date.parse(instant))
        expect(instantOf(msOf(instant))).toBe(instant)
      }
    }),
  )
})

test.each(['', '2016-04-01', 'not an instant at all :-)', 'x016-04-01T09:00:00.000Z'])(
  'what is not an instant gives NaN: %j',
  (text) => {
    expect(msOf(text)).toBe(Date.parse(text))
  },
)
