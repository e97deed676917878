import type { Codec } from '../schema/codec'
import { literal, literals, struct, tagged } from '../schema/combinators'
import { Decimal } from '../schema/number'
import { Text } from '../schema/text'

/** Why there is no value (M18). */
export type NotMeasuredReason =
  'not-due' | 'not-yet-measurable' | 'no-activity' | 'no-data' | 'not-measurable'

/** The codec of a reason why nothing was measured. */
export const NotMeasuredReason: Codec<NotMeasuredReason> = literals('a reason', [
  'not-due',
  'not-yet-measurable',
  'no-activity',
  'no-data',
  'not-measurable',
])

/** A value was measured (M17). */
export interface Measured {
  /** The kind of outcome. */
  readonly kind: 'measured'
  /** In the KPI's unit. */
  readonly value: number
  /** The size of the population it was taken from, such as the number of calls. */
  readonly of?: number
  /** The text printed by the source, shown instead of the value. */
  readonly published?: string
}

/** Not measured, and why (M18). */
export interface NotMeasured {
  /** The kind of outcome. */
  readonly kind: 'not-measured'
  /** Why nothing was measured. */
  readonly reason: NotMeasuredReason
  /** The text printed by the source, shown instead of the reason. */
  readonly text?: string
}

/** What was achieved in a period: a value, or the reason why there is none (M17, M18). */
export type Outcome = Measured | NotMeasured

/** The codec of an outcome. */
export const Outcome: Codec<Outcome> = tagged('an outcome', 'kind', {
  measured: struct(
    'a measured outcome',
    { kind: literal('measured'), value: Decimal },
    { of: Decimal, published: Text },
  ),
  'not-measured': struct(
    'an outcome that was not measured',
    { kind: literal('not-measured'), reason: NotMeasuredReason },
    { text: Text },
  ),
})

/** `not-yet-measurable` as `not yet measurable`. */
export const codeInWords = (code: string): string => code.replaceAll('-', ' ')

/** The number in a printed figure, ignoring the unit around it; NaN if there is none. */
const numberIn = (printed: string): number => Number(printed.replaceAll(/[\s£%,]/g, '') || NaN)

const measuredInWords = ({ value, published }: Measured): string => {
  if (published === undefined) return String(value)
  return numberIn(published) === value ? published : `${value}, printed as ${published}`
}

/** An outcome as published, followed by the value if that differs, else the reason. */
export const outcomeInWords = (outcome: Outcome | null): string => {
  if (outcome === null) return 'not recorded'
  return outcome.kind === 'measured'
    ? measuredInWords(outcome)
    : (outcome.text ?? codeInWords(outcome.reason))
}
