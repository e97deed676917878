import type { Comparator, GradeOrOther, Range } from '@kpi-ledger/core'
import { targetInWords } from '@kpi-ledger/core/unstable'
import { periodTextInWords } from '../words/period'

/** Something to know about a figure or a target: a symbol beside it, explained below. */
export type Mark = 'corrected' | 'extrapolated' | 'better' | 'worse' | 'same'

/** Text, which may be wrapped between words. */
export interface TextValue {
  readonly kind: 'text'
  readonly text: string
}

/** A KPI reference, an id or a hash, which must not be broken across lines. */
export interface ReferenceValue {
  readonly kind: 'reference'
  readonly text: string
  /** The anchor of the heading it leads to, where the document has one. */
  readonly anchor?: string
}

/** Several of these, side by side. */
export interface ReferencesValue {
  readonly kind: 'references'
  readonly texts: ReadonlyArray<string>
}

/** What was measured, or why nothing was: `value` in the unit, or null, and the text to print. */
export interface FigureValue {
  readonly kind: 'figure'
  readonly value: number | null
  readonly unit: string | null
  readonly printed: string
  readonly marks: ReadonlyArray<Mark>
}

/** A rating in the words of its regime, its grade, and a short reason. */
export interface RatingValue {
  readonly kind: 'rating'
  readonly code: string
  readonly label: string
  readonly grade: GradeOrOther
  readonly because: string | null
}

/** A target. */
export interface TargetValue {
  readonly kind: 'target'
  readonly comparator: Comparator | null
  readonly value: number | Range | null
  readonly marks: ReadonlyArray<Mark>
}

/** A month, a quarter, a half-year or a financial year, as the wire format writes it. */
export interface PeriodValue {
  readonly kind: 'period'
  readonly period: string
  /** The same for people, who write the years of their contract (M1a). */
  readonly words: string
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

/** A count, without a unit. */
export interface CountValue {
  readonly kind: 'count'
  readonly count: number
}

/** A missing value, as opposed to an empty text. */
export interface MissingValue {
  readonly kind: 'missing'
}

/** The value of a cell or a fact, typed so that each writer can present it well. */
export type Value =
  | TextValue
  | ReferenceValue
  | ReferencesValue
  | FigureValue
  | RatingValue
  | TargetValue
  | PeriodValue
  | InstantValue
  | EventsValue
  | CountValue
  | MissingValue

/** Text; null is a missing value. */
export const text = (words: string | null): TextValue | MissingValue =>
  words === null ? missing : { kind: 'text', text: words }

/** A text that is never wrapped. */
export const reference = (words: string): ReferenceValue => ({ kind: 'reference', text: words })

/** Texts that are never wrapped. */
export const references = (...texts: ReadonlyArray<string>): ReferencesValue => ({
  kind: 'references',
  texts,
})

/** A KPI, which leads to the part of the document about it, where there is one. */
export const kpiReference = (kpi: string): ReferenceValue => ({ ...reference(kpi), anchor: kpi })

/**
 * A period in wire format, of a contract whose year starts in month `yearStart`; null is a missing
 * value.
 */
export const period = (of: string | null, yearStart: number): PeriodValue | MissingValue =>
  of === null ? missing : { kind: 'period', period: of, words: periodTextInWords(of, yearStart) }

/** An instant as the wire format writes it. */
export const instant = (at: string): InstantValue => ({ kind: 'instant', instant: at })

/** Events by their revisions. */
export const events = (...revisions: ReadonlyArray<number>): EventsValue => ({
  kind: 'events',
  revisions,
})

/** A count. */
export const count = (of: number): CountValue => ({ kind: 'count', count: of })

/** A number in a unit; null is a missing value. */
export const figure = (value: number | null, unit: string | null): FigureValue | MissingValue =>
  value === null ? missing : { kind: 'figure', value, unit, printed: String(value), marks: [] }

/** A missing value. */
export const missing: MissingValue = { kind: 'missing' }

const WHOLE_SECOND = /\.000Z$/

/** A value as text, without the symbols of its marks. */
export const valueInWords = (value: Value): string => {
  switch (value.kind) {
    case 'text':
    case 'reference':
      return value.text
    case 'references':
      return value.texts.join(' ')
    case 'figure':
      return value.printed
    case 'rating':
      return value.because === null ? value.label : `${value.label}: ${value.because}`
    case 'target':
      return targetInWords(value.comparator, value.value)
    case 'period':
      return value.words
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

/** The marks of a value, for the kinds that have them. */
export const marksOf = (value: Value): ReadonlyArray<Mark> =>
  value.kind === 'figure' || value.kind === 'target' ? value.marks : []
