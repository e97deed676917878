/** A coordinate in hundredths of a pixel, which is finer than anything shown. */
export const rounded = (n: number): number => Math.round(n * 100) / 100 + 0
