/** The kinds of advice, each with the rule behind it. */
export const adviceRules = { 'recorded-ahead': 'M20' } as const

/** A kind of advice, such as `recorded-ahead`. */
export type AdviceKind = keyof typeof adviceRules

/** Something that was accepted but looks wrong. It is never a refusal. */
export interface Advice {
  readonly advice: AdviceKind
  /** The rule behind it, such as `M20`. */
  readonly rule: string
  /** Position of the command in its batch, from 0. */
  readonly index: number
  /** The KPI it is about; null if none. */
  readonly kpi: string | null
  /** The period it is about; null if none. */
  readonly period: string | null
  /** One English sentence without its full stop. */
  readonly sentence: string
}
