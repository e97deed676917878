/** How much of a property's runs is tried: all, or the share that the fast lane has time for. */
const share = Number(process.env['KPI_LEDGER_RUNS'] ?? '1')

/** How often a property is tried that is worth so many runs. */
export const runs = (all: number): number => Math.ceil(all * share)
