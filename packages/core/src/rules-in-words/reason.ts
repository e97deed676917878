/** Why, at the end of a sentence: `; reason: agreed by the board`. Nothing without a reason. */
export const reasonInWords = (reason: string | undefined): string =>
  reason === undefined ? '' : `; reason: ${reason}`
