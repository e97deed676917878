import type { JSX } from 'preact'
import type { Facts, Note, Provenance, Verdict } from '../../document/document'
import { provenanceRows } from '../../words/provenance'
import type { CollectedBlock } from '../collected'
import { ChartShown } from './chart'
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
    case 'chart':
      return <ChartShown {...block} />
  }
}

/** What the answer was drawn from, and how to check it. */
export const ProvenanceShown = (provenance: Provenance): JSX.Element => {
  const rows = provenanceRows(provenance)
  return rows.length === 0 ? (
    <></>
  ) : (
    <section class="provenance">
      <h2>Where this comes from</h2>
      <FactsShown kind="facts" rows={rows} />
      {provenance.ledger !== null && (
        <p>
          Whoever holds the ledger can compute the root again: another root means that these are not
          the events this was drawn from.
        </p>
      )}
    </section>
  )
}
