import type { Sheet, SheetRow, UnreadableRow } from '../sheets/sheet'

/** How many rows of a sheet are examined to work out its layout. */
export const HEAD_ROWS = 200

/** A sheet whose first rows have been examined; they are still among its rows. */
export interface PeekedSheet extends Sheet {
  /** Its first rows, at most 200. */
  readonly head: ReadonlyArray<SheetRow>
}

async function* continued(
  first: ReadonlyArray<ReadonlyArray<SheetRow>>,
  rest: AsyncIterator<ReadonlyArray<SheetRow>>,
): AsyncGenerator<ReadonlyArray<SheetRow>, void, undefined> {
  yield* first
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

/** Reads the first rows of a sheet, without taking them from its rows. */
export const peek = async (sheet: Sheet): Promise<PeekedSheet> => {
  const rest = sheet.rows[Symbol.asyncIterator]()
  const first: Array<ReadonlyArray<SheetRow>> = []
  for (let seen = 0; seen < HEAD_ROWS;) {
    const next = await rest.next()
    if (next.done === true) break
    first.push(next.value)
    seen += next.value.length
  }
  const { name, hidden, merges } = sheet
  const head = first.flat().slice(0, HEAD_ROWS)
  const unreadable = (): UnreadableRow | null => sheet.unreadable()
  return { name, hidden, merges, unreadable, head, rows: continued(first, rest) }
}
