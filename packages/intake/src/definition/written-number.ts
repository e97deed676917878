import { exact } from '@kpi-ledger/core/unstable'

/** The pattern of a number as people write it in a definition: `1,234.5`, `-3`. */
export const NUMBER = String.raw`-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`

/** The number that is written. The decoder checks how many digits it has. */
export const numberOf = (text: string): number => Number(text.replaceAll(',', ''))

/** Writes a number with all its digits and no exponent. */
export const written = (value: number): string => exact(value).toFixed()
