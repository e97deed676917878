import { canonicalJson } from '@kpi-ledger/core/unstable'

/** Whether two values are the same JSON, whatever the order of their fields. */
export const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)
