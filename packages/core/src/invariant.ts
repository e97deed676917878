/** Stops at what cannot be: an error of this library, not of what it was given. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`kpi-ledger is at fault: ${message}`)
}
