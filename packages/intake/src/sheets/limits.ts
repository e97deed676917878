/** The largest file that is read, in bytes. */
export const MAX_FILE = 256 * 1024 * 1024

/** What a file is that is not read for its size. */
export const LARGER = `larger than ${String(MAX_FILE / 1024 / 1024)} MB`

/** The most that the parts of a workbook may hold together when unpacked, in bytes. */
export const MAX_UNPACKED = 256 * 1024 * 1024

/** The most parts a workbook may have. */
export const MAX_PARTS = 2_000

/** The most sheets that are read. */
export const MAX_SHEETS = 200

/** The most columns a sheet may have, as in spreadsheets. */
export const MAX_COLUMNS = 16_384

/** The most cells that a workbook's sheets may span together. */
export const MAX_CELLS = 5_000_000

/** The longest row of CSV, in characters. */
export const MAX_ROW = 1024 * 1024

/** The most figures of one return. */
export const MAX_FIGURES = 500_000

/** The most faults that are listed of one return. */
export const MAX_FAULTS = 1_000

/** The most cells listed as skipped, and the most listed as read with a doubt. */
export const MAX_LISTED = 10_000
