import { exact } from '@kpi-ledger/core/unstable'

/** A number as people write it in a definition: `1,234.5`, `-3`. */
export const NUMBER = String.raw`-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`

/** The number as written; the decoder counts its digits. */
export const numberOf = (text: string): number => Number(text.replaceAll(',', ''))

/** A number with all its digits and no exponent. */
export const written = (value: number): string => exact(value).toFixed()
