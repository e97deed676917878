/**
 * Which share of the runs of each property is tried: all, or as many as the fast lane has time for.
 */
const share = Number(process.env['KPI_LEDGER_RUNS'] ?? '1')

/**
 * The fewest runs of a property: on fewer values it would say next to nothing, however slow each
 * run is.
 */
const FEWEST = 3

/** How often to try a property that should be tried `all` times when there is time. */
export const runs = (all: number): number => Math.max(Math.min(all, FEWEST), Math.ceil(all * share))
