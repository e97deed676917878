import { now, type LedgerState } from '@kpi-ledger/projections'
import type { Facts, Provenance } from '../document/document'
import { cells, column, type CellsRow, type Column } from '../document/table'
import { count, instant, reference } from '../document/value'

/** What an answer was drawn from, as labelled values. */
export const provenanceRows = ({ contract, asAt, ledger }: Provenance): Facts['rows'] => {
  const { facts, rules, revision } = asAt ?? now
  return [
    ...(ledger === null || contract === null
      ? []
      : [{ label: 'Contract', value: reference(contract) }]),
    ...(facts === null ? [] : [{ label: 'Facts as known at', value: instant(facts) }]),
    ...(rules === null ? [] : [{ label: 'Rules as known at', value: instant(rules) }]),
    ...(revision === null ? [] : [{ label: 'As of revision', value: count(revision) }]),
    ...(ledger === null
      ? []
      : [
          { label: 'Events in the ledger', value: count(ledger.size) },
          { label: 'Root of the ledger', value: reference(ledger.root) },
        ]),
  ]
}

/** What an answer about several contracts was drawn from, as a table with one row per contract. */
export const ledgersTable = ({
  ledgers = [],
}: Provenance): {
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<CellsRow>
} => ({
  columns: [
    column('contract', 'Contract'),
    column('size', 'Events in the ledger'),
    column('root', 'Root of the ledger'),
  ],
  rows: ledgers.map(({ contract, size, root }) =>
    cells({ contract: reference(contract), size: count(size), root: reference(root) }),
  ),
})

/** Text quoted as one word for a shell. */
const quoted = (word: string): string =>
  /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`

const commandOf = (...words: ReadonlyArray<string>): ReadonlyArray<string> => [
  'kpi-ledger',
  ...words.map(quoted),
]

/** A command line of `kpi-ledger`, ready to type, with its words quoted where needed. */
export const commandLine = (...words: ReadonlyArray<string>): string =>
  commandOf(...words).join(' ')

const STORE = ['--store', 'LEDGER']

/** The options that ask for the same answer again, regardless of what was recorded since. */
const timeOf = ({ asAt }: Provenance, { size }: LedgerState): ReadonlyArray<string> => {
  const { facts, rules, revision } = asAt ?? now
  if (facts !== null && facts === rules && revision === null) return ['--as-at', facts]
  return [
    ...(facts === null ? [] : ['--facts-as-at', facts]),
    ...(rules === null ? [] : ['--rules-as-at', rules]),
    ...['--at-revision', String(revision ?? size - 1)],
  ]
}

/** A step in checking an answer: what to do, and the words of the command to type. */
export interface Check {
  /** What to do and what it shows. */
  readonly text: string
  /** The words of the command. */
  readonly command: ReadonlyArray<string>
}

const DIGEST =
  'Compute the root of the same events again. If it is the root above, nothing in the record has been changed since, which does not mean that a figure was right when it was recorded. If it is any other, these are not the events this was drawn from.'

const askAgain = (
  provenance: Provenance,
  contract: string,
  ledger: LedgerState,
): ReadonlyArray<Check> => {
  const { question: [name, ...options] = [] } = provenance
  if (name === undefined) return []
  const of = ['--contract', contract]
  return [
    {
      text: 'Ask the same question of the same events again, even if more have been recorded since; revisions are counted from 0.',
      command: commandOf(name, ...STORE, ...of, ...options, ...timeOf(provenance, ledger)),
    },
  ]
}

/** How to check what an answer was drawn from, step by step. */
export const checks = (provenance: Provenance): ReadonlyArray<Check> => {
  const { contract, ledger, ledgers = [] } = provenance
  if (contract !== null && ledger !== null)
    return [
      {
        text: DIGEST,
        command: commandOf(
          ...['digest', ...STORE, '--contract', contract, '--size', String(ledger.size)],
        ),
      },
      ...askAgain(provenance, contract, ledger),
    ]
  return ledgers.length === 0
    ? []
    : [
        {
          text: `${DIGEST} CONTRACT is its id, and EVENTS the number of its events.`,
          command: commandOf('digest', ...STORE, '--contract', 'CONTRACT', '--size', 'EVENTS'),
        },
      ]
}
