/** The instant a number of milliseconds after another, as the ledger writes it (M20). */
export const instantAfter = (instant: string, ms: number): string =>
  new Date(Date.parse(instant) + ms).toISOString()
