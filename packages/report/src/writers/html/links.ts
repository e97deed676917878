import { createContext } from 'preact'
import type { Heading } from '../../document/document'
import type { CollectedBlock } from '../collected'

/** The ids of a page's headings, and where references to anchors lead. */
export interface Links {
  /** The id of each heading. */
  readonly idOf: ReadonlyMap<Heading, string>
  /** The id that references to each anchor lead to. */
  readonly anchors: ReadonlyMap<string, string>
}

/** The id of the section on where an answer came from. */
export const PROVENANCE_ID = 'kpi-ledger-provenance'

/**
 * Ids for the headings of a page, by their order: no data gets into an id. If two headings share an
 * anchor, references lead to the first.
 */
export const linksIn = (blocks: ReadonlyArray<CollectedBlock>): Links => {
  const headings = blocks.filter((block) => block.kind === 'heading')
  const idOf = new Map(headings.map((each, i) => [each, `kpi-ledger-${String(i + 1)}`]))
  const anchors = new Map(
    [...idOf]
      .reverse()
      .flatMap(([{ anchor }, id]) => (anchor === undefined ? [] : [[anchor, id] as const])),
  )
  return { idOf, anchors }
}

/** The links of the page that is being rendered. */
export const LinksContext = createContext<Links>({ idOf: new Map(), anchors: new Map() })
