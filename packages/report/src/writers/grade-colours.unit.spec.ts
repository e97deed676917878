import { GRADE_SIGNS } from '../words/grade'
import { MARKS } from '../words/mark'
import { contrast, lightOf, luminance, type RGB } from './contrast'
import { DARK_GRADES, LIGHT_GRADES, type GradeColours } from './grade-colours'

/**
 * Colours as seen by people without the cones for green or for red (Machado, Oliveira and Fernandes
 * 2009).
 */
const SIGHTS = {
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
} as const

const seenWith = (matrix: ReadonlyArray<RGB>, [r, g, b]: RGB): RGB => {
  const [x = 0, y = 0, z = 0] = matrix.map(([ofR, ofG, ofB]) =>
    Math.min(1, Math.max(0, ofR * r + ofG * g + ofB * b)),
  )
  return [x, y, z]
}

/** A colour in CIELAB, where distances roughly match perceived differences. */
const labOf = ([r, g, b]: RGB): RGB => {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
  const y = f(luminance([r, g, b]))
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const difference = (a: RGB, b: RGB): number =>
  Math.hypot(...labOf(a).map((part, i) => part - (labOf(b)[i] ?? 0)))

/** Whether a border between two neighbours has a contrast of 3:1 with both sides. */
const haveAnEdge = (a: GradeColours, b: GradeColours): boolean =>
  contrast(a.fill, b.fill) >= 3 ||
  [a, b].some(({ text }) => contrast(text, a.fill) >= 3 && contrast(text, b.fill) >= 3)

const modes = [
  ['light', LIGHT_GRADES, '#ffffff'],
  ['dark', DARK_GRADES, '#121517'],
] as const

describe.each(modes)('grades on a %s page', (_, palette, page) => {
  const all = Object.entries(palette)
  const pairs = all.flatMap(([a, first], i) =>
    all.slice(i + 1).map(([b, second]) => [a, b, first, second] as const),
  )

  it.each(all)(
    '%s: its word has a contrast of 4.5:1, and its edge 3:1 with the page',
    (_name, colours) => {
      expect(contrast(colours.fill, colours.text)).toBeGreaterThanOrEqual(4.5)
      expect(haveAnEdge(colours, { fill: page, text: page })).toBe(true)
    },
  )

  it.each(pairs)(
    '%s beside %s: an edge of 3:1, and distinguishable without red or green cones',
    (...pair) => {
      const [, , a, b] = pair
      expect(haveAnEdge(a, b)).toBe(true)
      for (const matrix of Object.values(SIGHTS))
        expect(
          difference(seenWith(matrix, lightOf(a.fill)), seenWith(matrix, lightOf(b.fill))),
        ).toBeGreaterThan(10)
    },
  )
})

it('each grade has its own sign, which no mark beside a figure shares', () => {
  const signs = Object.values(GRADE_SIGNS)
  expect(Object.values(MARKS).filter(([sign]) => signs.includes(sign))).toEqual([])
  expect(new Set(signs).size).toBe(signs.length)
  expect(Object.keys(GRADE_SIGNS).sort()).toEqual(Object.keys(LIGHT_GRADES).sort())
})
