import { renderToString } from 'preact-render-to-string'
import { titleOf, type Document } from '../../document/document'
import { collected, type CollectedBlock } from '../collected'
import type { Surface, TextWriter } from '../writer'
import { Fragment, Page } from './page'

/** Whether a paragraph only repeats the description of the chart before it. */
const isSaid = (block: CollectedBlock, before: CollectedBlock | undefined): boolean =>
  block.kind === 'paragraph' && before?.kind === 'chart' && before.description === block.text

/** Everything to show on a page: the answer, then its background, without repetitions. */
const shownOf = async (document: Document): Promise<ReadonlyArray<CollectedBlock>> => {
  const { blocks, background = [] } = document
  const shown = await collected({ title: titleOf(document), blocks: [...blocks, ...background] })
  return shown.filter((block, i) => !isSaid(block, shown[i - 1]))
}

async function* write(
  document: Document,
  { logo = null, theme = null }: Surface,
): AsyncGenerator<string> {
  const blocks = await shownOf(document)
  yield `<!doctype html>\n${renderToString(<Page document={document} blocks={blocks} logo={logo} theme={theme} />)}\n`
}

/**
 * A document as an HTML `<article>` to embed in another page. It comes without styles: use
 * {@link htmlStyles}, or the page's own.
 */
export const htmlFragment = async (document: Document): Promise<string> =>
  renderToString(<Fragment document={document} blocks={await shownOf(document)} />)

/**
 * A document as one self-contained page (WCAG 2.2 AA): no script, and nothing loaded from
 * elsewhere. Text from data is escaped, and invisible characters in it are spelled out.
 */
export const htmlWriter: TextWriter = {
  name: 'html',
  about: 'for browsers and paper, a page that needs nothing else',
  extension: '.html',
  showsProof: true,
  showsBackground: true,
  isBinary: false,
  write,
}
