import type { Comparator, GradeOrOther } from '@kpi-ledger/core'
import { targetInWords, type Range } from '@kpi-ledger/core/unstable'
import { periodInWords } from '../words/period'

/** Something a reader has to know of a figure or a target: a sign beside it, words below. */
export type Mark = 'corrected' | 'extrapolated'

/** Words, which may be broken into lines between them. */
export interface TextValue {
  readonly kind: 'text'
  readonly text: string
}

/** A KPI reference, an id, a hash: whatever would be another if it were broken. */
export interface ReferenceValue {
  readonly kind: 'reference'
  readonly text: string
}

/** What was measured, or why nothing was: `value` in the unit, or null, and the words to print. */
export interface FigureValue {
  readonly kind: 'figure'
  readonly value: number | null
  readonly unit: string | null
  readonly printed: string
  readonly marks: ReadonlyArray<Mark>
}

/** A rating in the words of its regime, its place on the common scale, and why, in a few words. */
export interface RatingValue {
  readonly kind: 'rating'
  readonly code: string
  readonly label: string
  readonly grade: GradeOrOther
  readonly because: string | null
}

/** What a KPI had to reach. */
export interface TargetValue {
  readonly kind: 'target'
  readonly comparator: Comparator
  readonly value: number | Range | null
  readonly marks: ReadonlyArray<Mark>
}

/** A month, a quarter, a half-year or a financial year, as the wire format writes it. */
export interface PeriodValue {
  readonly kind: 'period'
  readonly period: string
}

/** A UTC instant, as the wire format writes it. */
export interface InstantValue {
  readonly kind: 'instant'
  readonly instant: string
}

/** Events of the contract by their revisions. */
export interface EventsValue {
  readonly kind: 'events'
  readonly revisions: ReadonlyArray<number>
}

/** How many, without a unit. */
export interface CountValue {
  readonly kind: 'count'
  readonly count: number
}

/** There is nothing to show, which is not the same as nothing shown. */
export interface MissingValue {
  readonly kind: 'missing'
}

/** What a cell or a fact holds, typed so that each writer can do it justice. */
export type Value =
  | TextValue
  | ReferenceValue
  | FigureValue
  | RatingValue
  | TargetValue
  | PeriodValue
  | InstantValue
  | EventsValue
  | CountValue
  | MissingValue

/** Words; null is a missing value. */
export const text = (words: string | null): TextValue | MissingValue =>
  words === null ? missing : { kind: 'text', text: words }

/** A text that is never broken. */
export const reference = (words: string): ReferenceValue => ({ kind: 'reference', text: words })

/** A period as the wire format writes it; null is a missing value. */
export const period = (of: string | null): PeriodValue | MissingValue =>
  of === null ? missing : { kind: 'period', period: of }

/** An instant as the wire format writes it. */
export const instant = (at: string): InstantValue => ({ kind: 'instant', instant: at })

/** Events by their revisions. */
export const events = (...revisions: ReadonlyArray<number>): EventsValue => ({
  kind: 'events',
  revisions,
})

/** A number of things. */
export const count = (of: number): CountValue => ({ kind: 'count', count: of })

/** A number in a unit; null is a missing value. */
export const figure = (value: number | null, unit: string | null): FigureValue | MissingValue =>
  value === null ? missing : { kind: 'figure', value, unit, printed: String(value), marks: [] }

/** Nothing to show. */
export const missing: MissingValue = { kind: 'missing' }

const WHOLE_SECOND = /\.000Z$/

/** A value in words, without the signs of its marks. */
export const valueInWords = (value: Value): string => {
  switch (value.kind) {
    case 'text':
    case 'reference':
      return value.text
    case 'figure':
      return value.printed
    case 'rating':
      return value.because === null ? value.label : `${value.label}: ${value.because}`
    case 'target':
      return targetInWords(value.comparator, value.value)
    case 'period':
      return periodInWords(value.period)
    case 'instant':
      return value.instant.replace(WHOLE_SECOND, 'Z')
    case 'events':
      return value.revisions.join(', ')
    case 'count':
      return String(value.count)
    case 'missing':
      return '–'
  }
}

/** The marks of a value, for those kinds that have any. */
export const marksOf = (value: Value): ReadonlyArray<Mark> =>
  value.kind === 'figure' || value.kind === 'target' ? value.marks : []
