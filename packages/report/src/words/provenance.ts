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

/** Text as one word of a shell. */
const quoted = (word: string): string =>
  /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`

/** A command line, whatever its words have in them. */
const commandLine = (...words: ReadonlyArray<string>): string =>
  ['kpi-ledger', ...words.map(quoted)].join(' ')

const STORE = ['--store', 'LEDGER']

/** When to ask again for the same answer, whatever was recorded since. */
const timeOf = ({ asAt, ledger }: Provenance): ReadonlyArray<string> => {
  const { facts = null, rules = null, revision = null } = asAt ?? {}
  if (facts !== null && facts === rules && revision === null) return ['--as-at', facts]
  const last = revision ?? (ledger === null ? null : ledger.size - 1)
  return [
    ...(facts === null ? [] : ['--facts-as-at', facts]),
    ...(rules === null ? [] : ['--rules-as-at', rules]),
    ...(last === null ? [] : ['--at-revision', String(last)]),
  ]
}

/** How to check what an answer was drawn from, step by step: what to do, and the command for it. */
export const checks = (
  provenance: Provenance,
): ReadonlyArray<{ readonly text: string; readonly command: string }> => {
  const { contract, ledger, question } = provenance
  if (contract === null || ledger === null) return []
  const [of, size] = [
    ['--contract', contract],
    ['--size', String(ledger.size)],
  ]
  const [name, ...options] = question ?? []
  return [
    {
      text: 'Compute the root of the same events again. Another root than the one above means that these are not the events this was drawn from.',
      command: commandLine('digest', ...STORE, ...of, ...size),
    },
    ...(name === undefined
      ? []
      : [
          {
            text: 'Ask for the same answer again, whatever was recorded since.',
            command: commandLine(name, ...STORE, ...of, ...options, ...timeOf(provenance)),
          },
        ]),
  ]
}
