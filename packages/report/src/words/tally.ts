import type { Tally } from '../document/document'

/** A tally in one line: `May 2016 (pssp-2016): Exceeded 9, Not Met 2`. */
export const tallyInWords = ({ about, counts }: Tally): string =>
  `${about}: ${counts.map(({ rating, count }) => `${rating.label} ${String(count)}`).join(', ')}`
