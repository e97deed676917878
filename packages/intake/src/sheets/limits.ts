/** The size of the largest file that is read, in bytes. */
export const MAX_FILE = 256 * 1024 * 1024

/** How a file that is too large is described. */
export const LARGER = `larger than ${String(MAX_FILE / 1024 / 1024)} MB`

/** The most bytes that the parts of a workbook may have together when unpacked. */
export const MAX_UNPACKED = 256 * 1024 * 1024

/** The most parts a workbook may have. */
export const MAX_PARTS = 2_000

/** The most sheets a workbook may have. */
export const MAX_SHEETS = 200

/** The most columns a sheet may have, which is the limit of spreadsheets too. */
export const MAX_COLUMNS = 16_384

/** The most cells that a workbook's sheets may span together. */
export const MAX_CELLS = 5_000_000

/** The longest row of CSV that is read, in characters. */
export const MAX_ROW = 1024 * 1024

/** The most figures a return may have. */
export const MAX_FIGURES = 500_000

/** The most faults that are listed for a return. */
export const MAX_FAULTS = 1_000

/** The most cells that are listed as skipped, and the most that are listed as guesses. */
export const MAX_LISTED = 10_000
