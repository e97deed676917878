import type { History } from '@kpi-ledger/core'

/** The month in which the year of a contract starts; April as long as it is not registered (M1). */
export const yearStartOf = ({ contract }: History): number => contract?.yearStart ?? 4
