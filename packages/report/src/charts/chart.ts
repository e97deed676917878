import type { CellsRow, Column } from '../document/table'
import type { Picture } from './picture'

/**
 * An answer as a picture, in words and as a table, which all say the same, for those who cannot use
 * the others.
 */
export interface Chart {
  readonly kind: 'chart'
  /** What its elements are called in a page; another chart of the page has another. */
  readonly id: string
  readonly title: string
  /** What it shows, in one or more sentences. */
  readonly description: string
  /** Null where a picture would mislead, which the description then says. */
  readonly picture: Picture | null
  /** The numbers it is drawn from. */
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<CellsRow>
}

/** An id of a page made of texts: other texts, another id. */
export const idOf = (...parts: ReadonlyArray<string>): string =>
  parts
    .map((part) =>
      part.replace(/[^A-Za-z0-9]/gu, (c) => `_${(c.codePointAt(0) ?? 0).toString(16)}_`),
    )
    .join('-')
