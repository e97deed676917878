import type { Block, Document } from '../document/document'
import type { Row, Table } from '../document/table'
import type { Sequence } from '../document/sequence'

/** A table whose rows have all arrived, captioned by the heading before it. */
export interface CollectedTable extends Omit<Table, 'rows'> {
  /** All rows of the table. */
  readonly rows: ReadonlyArray<Row>
  /** The caption, distinct from those of the other tables. */
  readonly caption: string
}

/** A part of a document that has fully arrived. */
export type CollectedBlock = Exclude<Block, Table> | CollectedTable

const all = async <A>(items: Sequence<A>): Promise<ReadonlyArray<A>> => {
  const arrived: Array<A> = []
  for await (const item of items) arrived.push(item)
  return arrived
}

/** Makes captions distinct: a repeated caption is numbered. */
const numbered = (): ((caption: string) => string) => {
  const counts = new Map<string, number>()
  return (caption) => {
    const count = (counts.get(caption) ?? 0) + 1
    counts.set(caption, count)
    return count === 1 ? caption : `${caption} (${String(count)})`
  }
}

/**
 * The blocks of a document once all rows of its tables have arrived, for formats rendered as a
 * whole. Each table is captioned by the heading before it, or by the title.
 */
export const collected = async ({
  title,
  blocks,
}: Pick<Document, 'title' | 'blocks'>): Promise<ReadonlyArray<CollectedBlock>> => {
  const arrived: Array<CollectedBlock> = []
  const captionOf = numbered()
  let caption = title
  for (const block of blocks) {
    if (block.kind === 'heading') caption = block.text
    arrived.push(
      block.kind === 'table'
        ? { ...block, rows: await all(block.rows), caption: captionOf(caption) }
        : block,
    )
  }
  return arrived
}
