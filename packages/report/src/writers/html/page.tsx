import type { JSX } from 'preact'
import { titleOf, type Document } from '../../document/document'
import { visible } from '../../words/visible'
import type { CollectedBlock } from '../collected'
import { BlockShown, VerdictShown } from './block'
import { Contents } from './contents'
import { linksIn, LinksContext, PROVENANCE_ID } from './links'
import { hasProvenance, PROVENANCE_TITLE, ProvenanceShown } from './provenance'
import { logoSource, type Logo } from './logo'
import { hashOf, STYLES, stylesIn } from './styles'
import { Text } from './text'
import type { Theme } from './theme'

interface Shown {
  readonly document: Document
  readonly blocks: ReadonlyArray<CollectedBlock>
}

/** The title of an answer that is just a list. */
const UNTITLED = 'kpi-ledger'

/**
 * A content security policy under which nothing is loaded, nothing runs, and only these exact
 * styles apply.
 */
const policyFor = (styles: string): string =>
  `default-src 'none'; style-src '${hashOf(styles)}'; img-src data:; base-uri 'none'; form-action 'none'`

/** A document as a part of a page. */
export const Fragment = ({ document, blocks }: Shown): JSX.Element => {
  const links = linksIn(blocks)
  const parts = [
    ...[...links.idOf].flatMap(([{ level, text }, id]) =>
      level === 2 ? [] : [[id, text] as const],
    ),
    ...(hasProvenance(document.provenance) ? [[PROVENANCE_ID, PROVENANCE_TITLE] as const] : []),
  ]
  return (
    <LinksContext.Provider value={links}>
      <article class="kpi-ledger">
        <h1 class={titleOf(document) === '' ? 'hidden' : undefined}>
          <Text of={titleOf(document) || UNTITLED} />
        </h1>
        {document.verdict !== null && <VerdictShown {...document.verdict} />}
        <Contents parts={parts} />
        {blocks.map((block) => (
          <BlockShown block={block} />
        ))}
        <ProvenanceShown {...document.provenance} />
      </article>
    </LinksContext.Provider>
  )
}

/** A document as a whole, self-contained page. */
export const Page = ({
  document,
  blocks,
  logo,
  theme,
}: Shown & { readonly logo: Logo | null; readonly theme: Theme | null }): JSX.Element => {
  const styles = theme === null ? STYLES : stylesIn(theme)
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policyFor(styles)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{visible(titleOf(document)) || UNTITLED}</title>
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>
        <main>
          {logo !== null && (
            <p class="kpi-ledger-logo">
              <img src={logoSource(logo)} alt="" />
            </p>
          )}
          <Fragment document={document} blocks={blocks} />
        </main>
      </body>
    </html>
  )
}
