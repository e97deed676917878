import type { JSX } from 'preact'
import { useContext } from 'preact/hooks'
import type { Facts, Heading, Lines, Note, Tally, Verdict, Warning } from '../../document/document'
import type { CollectedBlock } from '../collected'
import { ChartShown } from './chart'
import { Graded } from './grade'
import { LinksContext } from './links'
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

/** Labelled values. */
export const FactsShown = ({ rows }: Facts): JSX.Element => (
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

/** Lines to type verbatim. */
export const LinesShown = ({ lines }: Lines): JSX.Element => (
  <pre class="lines">
    <code>
      <Text of={lines.join('\n')} />
    </code>
  </pre>
)

const NoteShown = ({ about, text }: Note): JSX.Element => (
  <p class="inset">
    <strong>
      <ValueShown of={about} />
    </strong>
    : <Text of={text} />
  </p>
)

const TallyShown = ({ about, counts }: Tally): JSX.Element => (
  <div class="tally">
    <p>
      <Text of={about} />
    </p>
    <ul>
      {counts.map(({ rating: { grade, label }, count }) => (
        <li class={count === 0 ? 'zero' : undefined}>
          <span class="count">{count}</span>{' '}
          <Graded grade={grade}>
            <Text of={label} />
          </Graded>
        </li>
      ))}
    </ul>
  </div>
)

const WarningShown = ({ text }: Warning): JSX.Element => (
  <p class="warning">
    <span class="sign" aria-hidden="true">
      !
    </span>
    <strong>
      <span class="hidden">Warning: </span>
      <Text of={text} />
    </strong>
  </p>
)

const HeadingShown = ({ of }: { readonly of: Heading }): JSX.Element => {
  const id = useContext(LinksContext).idOf.get(of)
  return of.level === 2 ? (
    <h3 id={id}>
      <Text of={of.text} />
    </h3>
  ) : (
    <h2 id={id}>
      <Text of={of.text} />
    </h2>
  )
}

/** A part of a document. */
export const BlockShown = ({ block }: { readonly block: CollectedBlock }): JSX.Element => {
  switch (block.kind) {
    case 'heading':
      return <HeadingShown of={block} />
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
    case 'tally':
      return <TallyShown {...block} />
    case 'warning':
      return <WarningShown {...block} />
    case 'lines':
      return <LinesShown {...block} />
    case 'table':
      return <TableShown {...block} />
    case 'chart':
      return <ChartShown {...block} />
  }
}
