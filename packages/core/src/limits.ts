/**
 * How much of anything is accepted at once, however it comes in. An error about more says which
 * limit it exceeds.
 */
export const limits = {
  /** Bytes of a line of a ledger file, and so of an event in any form: 16 MiB. */
  lineBytes: 16 * 1024 * 1024,
  /** Bytes of any other file that is read, such as one of commands: 256 MiB. */
  fileBytes: 256 * 1024 * 1024,
  /** Objects and lists inside one another in a value of metadata. */
  depth: 64,
  /** The same in a JSON text as a whole. */
  textDepth: 128,
  /** Commands recorded together, all or none of them. */
  commands: 200_000,
  /** Bands of a scheme. */
  bands: 100,
  /** Levels of a scheme or a target. */
  levels: 100,
  /** Faults or refusals listed in a message; the rest is counted. */
  listed: 100,
} as const

/** The first of some lines or parts of a message, and how many more there are. */
export const listed = (
  all: ReadonlyArray<string>,
  count: number = all.length,
): ReadonlyArray<string> => {
  const more = count - limits.listed
  return more > 0 ? [...all.slice(0, limits.listed), `and ${more} more`] : all
}
