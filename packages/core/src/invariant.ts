/** Throws if something impossible has happened: a bug of this library, not a fault of its input. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`bug in kpi-ledger: ${message}`)
}
