import type { Facts, Provenance } from '../document/document'
import { count, instant, reference } from '../document/value'

/** What an answer was drawn from, as labelled values. */
export const provenanceRows = ({ asAt, ledger }: Provenance): Facts['rows'] => {
  const { facts = null, rules = null, revision = null } = asAt ?? {}
  return [
    ...(facts === null ? [] : [{ label: 'Facts as known at', value: instant(facts) }]),
    ...(rules === null ? [] : [{ label: 'Rules as known at', value: instant(rules) }]),
    ...(revision === null ? [] : [{ label: 'As of revision', value: count(revision) }]),
    ...(ledger === null ? [] : [{ label: 'Events in the ledger', value: count(ledger.size) }]),
    ...(ledger === null ? [] : [{ label: 'Root of the ledger', value: reference(ledger.root) }]),
  ]
}
