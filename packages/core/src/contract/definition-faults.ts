import type { KPIDefinition } from '../history/rulebook'
import type { Fault } from '../schema/fault'

/** Why the fields of a definition contradict one another; empty if they do not (M3). */
export const definitionFaults = ({
  accumulation,
  aggregation,
}: Pick<KPIDefinition, 'accumulation' | 'aggregation'>): ReadonlyArray<Fault> =>
  accumulation === 'year-to-date' && aggregation !== undefined
    ? [{ path: 'aggregation', message: 'the figures of a year-to-date KPI are not aggregated' }]
    : []
