import type { Sheet, SheetRow, UnreadableRow } from '../sheets/sheet'

/** How many rows of a sheet are looked at to know how it is laid out. */
export const HEAD_ROWS = 200

/** A sheet whose first rows have been looked at; they are among its rows still. */
export interface PeekedSheet extends Sheet {
  readonly head: ReadonlyArray<SheetRow>
}

async function* continued(
  head: ReadonlyArray<SheetRow>,
  rest: AsyncIterator<SheetRow>,
): AsyncGenerator<SheetRow, void, undefined> {
  yield* head
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

/** Looks at the first rows of a sheet. */
export const peek = async (sheet: Sheet): Promise<PeekedSheet> => {
  const rest = sheet.rows[Symbol.asyncIterator]()
  const head: Array<SheetRow> = []
  while (head.length < HEAD_ROWS) {
    const next = await rest.next()
    if (next.done === true) break
    head.push(next.value)
  }
  const { name, hidden, merges } = sheet
  const unreadable = (): UnreadableRow | null => sheet.unreadable()
  return { name, hidden, merges, unreadable, head, rows: continued(head, rest) }
}
