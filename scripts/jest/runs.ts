/** How much of a property's runs is tried: all, or the share that the fast lane has time for. */
const share = Number(process.env['KPI_LEDGER_RUNS'] ?? '1')

/** On fewer values a law would say next to nothing, however dear each of them is. */
const FEWEST = 3

/** How often a property is tried that is worth so many runs. */
export const runs = (all: number): number => Math.max(Math.min(all, FEWEST), Math.ceil(all * share))
