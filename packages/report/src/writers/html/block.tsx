import type { JSX } from 'preact'
import type { Facts, Note, Provenance, Verdict } from '../../document/document'
import type { CollectedBlock } from '../collected'
import { Graded } from './grade'
import { TableShown } from './table'
import { Text } from './text'
import { ValueShown } from './value'

/** The result in one line. */
export const VerdictShown = ({ grade, text, detail }: Verdict): JSX.Element => (
  <p class="verdict">
    <Graded grade={grade}>
      <Text of={text} />
    </Graded>
    {detail !== null && (
      <>
        {' '}
        <Text of={detail} />
      </>
    )}
  </p>
)

const FactsShown = ({ rows }: Facts): JSX.Element => (
  <dl class="facts">
    {rows.map(({ label, value }) => (
      <div>
        <dt>
          <Text of={label} />
        </dt>
        <dd>
          <ValueShown of={value} />
        </dd>
      </div>
    ))}
  </dl>
)

const NoteShown = ({ about, text }: Note): JSX.Element => (
  <p class="inset">
    <strong>
      <ValueShown of={about} />
    </strong>
    : <Text of={text} />
  </p>
)

/** A part of a document. */
export const BlockShown = ({ block }: { readonly block: CollectedBlock }): JSX.Element => {
  switch (block.kind) {
    case 'heading':
      return (
        <h2>
          <Text of={block.text} />
        </h2>
      )
    case 'paragraph':
      return (
        <p>
          <Text of={block.text} />
        </p>
      )
    case 'verdict':
      return <VerdictShown {...block} />
    case 'facts':
      return <FactsShown {...block} />
    case 'note':
      return <NoteShown {...block} />
    case 'table':
      return <TableShown {...block} />
  }
}

/** What the answer was drawn from, and how to check it. */
export const ProvenanceShown = ({ asAt, ledger }: Provenance): JSX.Element => {
  const { facts = null, rules = null, revision = null } = asAt ?? {}
  const rows: ReadonlyArray<readonly [label: string, value: string]> = [
    ...(facts === null ? [] : [['Facts as known at', facts] as const]),
    ...(rules === null ? [] : [['Rules as known at', rules] as const]),
    ...(revision === null ? [] : [['As of revision', String(revision)] as const]),
    ...(ledger === null ? [] : [['Events in the ledger', String(ledger.size)] as const]),
    ...(ledger === null ? [] : [['Root of the ledger', ledger.root] as const]),
  ]
  return rows.length === 0 ? (
    <></>
  ) : (
    <section class="provenance">
      <h2>Where this comes from</h2>
      <dl class="facts">
        {rows.map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd class="long">{value}</dd>
          </div>
        ))}
      </dl>
      {ledger !== null && (
        <p>
          Whoever holds the ledger can compute the root again: another root means that these are not
          the events this was drawn from.
        </p>
      )}
    </section>
  )
}
