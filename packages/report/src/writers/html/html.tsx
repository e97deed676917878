import { renderToString } from 'preact-render-to-string'
import type { Document } from '../../document/document'
import type { TextWriter } from '../writer'
import { collected } from '../collected'
import { Fragment, Page } from './page'

async function* write(document: Document): AsyncGenerator<string> {
  const blocks = await collected(document)
  yield `<!doctype html>\n${renderToString(<Page document={document} blocks={blocks} />)}\n`
}

/**
 * A document as an HTML `<article>` to embed in another page, without styles: those of
 * {@link htmlStyles}, or the page's own.
 */
export const htmlFragment = async (document: Document): Promise<string> =>
  renderToString(<Fragment document={document} blocks={await collected(document)} />)

/**
 * A document as one self-contained page (WCAG 2.2 AA): no script, and nothing loaded from
 * elsewhere. Text from data is escaped, and invisible characters in it are written out.
 */
export const htmlWriter: TextWriter = {
  name: 'html',
  about: 'for browsers and paper, a page that needs nothing else',
  ending: '.html',
  showsRoot: true,
  isBinary: false,
  write,
}
