import { canonicalJson } from '@kpi-ledger/core/unstable'

/** Whether two values are the same JSON, in whatever order their fields stand. */
export const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)
