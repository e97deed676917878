import type { StoreError } from '@kpi-ledger/core'

/** Maximum length of a line of a ledger file, and so of an event in any form, in bytes. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024

/** Whether text of a length in JavaScript's units may be too long: each takes up to six bytes. */
export const mayBeTooLong = (length: number): boolean => length > MAX_LINE_BYTES / 8

const isTooLong = (line: string): boolean =>
  mayBeTooLong(line.length) && Buffer.byteLength(line) > MAX_LINE_BYTES

/** The error of appending events that no ledger file could hold, by their lines. */
export const tooLong = (lines: ReadonlyArray<string>): StoreError | null =>
  lines.some(isTooLong) ? { _tag: 'TooLarge', limit: MAX_LINE_BYTES } : null
