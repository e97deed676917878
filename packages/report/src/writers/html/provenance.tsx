import type { JSX } from 'preact'
import type { Provenance } from '../../document/document'
import { checks, ledgersTable, provenanceRows } from '../../words/provenance'
import { FactsShown } from './block'
import { PROVENANCE_ID } from './links'
import { TableShown } from './table'
import { Text } from './text'

/** The title of the section on where an answer came from. */
export const PROVENANCE_TITLE = 'Where this comes from, and how to check it'

/** Whether there is anything to say about where an answer came from. */
export const hasProvenance = (provenance: Provenance): boolean =>
  provenanceRows(provenance).length > 0 || ledgersTable(provenance).rows.length > 0

/** A command, without line breaks at the hyphens of its options. */
const CommandShown = ({ words }: { readonly words: ReadonlyArray<string> }): JSX.Element => (
  <pre class="lines">
    <code>
      {words.map((word, place) => (
        <>
          {place > 0 && ' '}
          <span class={word.startsWith('--') ? 'whole' : undefined}>
            <Text of={word} />
          </span>
        </>
      ))}
    </code>
  </pre>
)

/** What the answer was drawn from, and how to check it. */
export const ProvenanceShown = (provenance: Provenance): JSX.Element | null => {
  if (!hasProvenance(provenance)) return null
  const [rows, ledgers, steps] = [
    provenanceRows(provenance),
    ledgersTable(provenance),
    checks(provenance),
  ]
  return (
    <section class="provenance">
      <h2 id={PROVENANCE_ID}>{PROVENANCE_TITLE}</h2>
      {rows.length > 0 && <FactsShown kind="facts" rows={rows} />}
      {ledgers.rows.length > 0 && (
        <TableShown kind="table" {...ledgers} empty="" caption={PROVENANCE_TITLE} />
      )}
      {steps.map(({ text, command }) => (
        <>
          <p>{text}</p>
          <CommandShown words={command} />
        </>
      ))}
      {steps.length > 0 && (
        <p>
          LEDGER is where the events are: a ledger file, or the address of the store. Whoever holds
          a copy of them can do this without asking anybody.
        </p>
      )}
    </section>
  )
}
