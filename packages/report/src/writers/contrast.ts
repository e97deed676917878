/** The linear light of red, green and blue, from 0 to 1. */
export type RGB = readonly [number, number, number]

/** A colour `#rrggbb` as linear light (as in WCAG 2.2, relative luminance). */
export const lightOf = (colour: string): RGB => {
  const part = (at: number): number => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return [part(1), part(3), part(5)]
}

/** The relative luminance of a colour, from 0 to 1. */
export const luminance = ([r, g, b]: RGB): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** The contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2.2). */
export const contrast = (a: string, b: string): number => {
  const [one, other] = [luminance(lightOf(a)), luminance(lightOf(b))]
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}
