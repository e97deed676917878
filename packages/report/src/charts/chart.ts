import type { CellsRow, Column } from '../document/table'
import type { Picture } from './picture'

/**
 * An answer as a picture, in words and as a table. All three say the same, for readers who can use
 * only one of them.
 */
export interface Chart {
  readonly kind: 'chart'
  /** Prefix of the ids of its elements in a page, unique among the charts of the page. */
  readonly id: string
  /** The title above the picture. */
  readonly title: string
  /** What it shows, in one or more sentences. */
  readonly description: string
  /** Null where a picture would mislead; the description then says so. */
  readonly picture: Picture | null
  /** The numbers it is drawn from. */
  readonly columns: ReadonlyArray<Column>
  /** The rows of those numbers. */
  readonly rows: ReadonlyArray<CellsRow>
}

/** An id for use in a page, made from texts: different texts give different ids. */
export const idOf = (...parts: ReadonlyArray<string>): string =>
  parts
    .map((part) => part.replace(/[^A-Za-z0-9]/g, (c) => `_${c.charCodeAt(0).toString(16)}_`))
    .join('-')
