import type { StoreError } from '@kpi-ledger/core'
import { limits } from '@kpi-ledger/core/unstable'

const { lineBytes } = limits

/** Whether text of a length in UTF-16 code units may be too long: each unit takes up to six bytes. */
export const mayBeTooLong = (length: number): boolean => length > lineBytes / 8

const isTooLong = (line: string): boolean =>
  mayBeTooLong(line.length) && Buffer.byteLength(line) > lineBytes

/** The error of appending events whose lines are too long for a ledger file; null if none is. */
export const tooLong = (lines: ReadonlyArray<string>): StoreError | null =>
  lines.some(isTooLong) ? { _tag: 'TooLarge', limit: lineBytes } : null
