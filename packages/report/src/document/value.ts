import type { Comparator, GradeOrOther, Range } from '@kpi-ledger/core'
import { targetInWords } from '@kpi-ledger/core/unstable'
import { periodTextInWords } from '../words/period'

/** Something to know about a figure or a target, shown as a symbol beside it and explained below. */
export type Mark = 'corrected' | 'extrapolated' | 'better' | 'worse' | 'same'

/** Text, which may be wrapped. */
export interface TextValue {
  readonly kind: 'text'
  /** The text, not escaped. */
  readonly text: string
}

/** A KPI reference, an id or a hash, which must not be broken across lines. */
export interface ReferenceValue {
  readonly kind: 'reference'
  /** The reference, not escaped. */
  readonly text: string
  /** The anchor of the heading it links to, if the document has one. */
  readonly anchor?: string
}

/** Several references side by side. */
export interface ReferencesValue {
  readonly kind: 'references'
  /** The references, in order. */
  readonly texts: ReadonlyArray<string>
}

/** A figure, or why there is none. */
export interface FigureValue {
  readonly kind: 'figure'
  /** The value in the unit; null if nothing was measured. */
  readonly value: number | null
  /** The unit; null if it is not known. */
  readonly unit: string | null
  /** The figure in words, or why there is none. */
  readonly printed: string
  /** What there is to know about the figure. */
  readonly marks: ReadonlyArray<Mark>
}

/** A rating in the words of its regime, its grade, and a short reason. */
export interface RatingValue {
  readonly kind: 'rating'
  /** The code of the band, as in the wire format. */
  readonly code: string
  /** The word that the regime uses for the rating. */
  readonly label: string
  /** The grade of the rating, `other` if not rated. */
  readonly grade: GradeOrOther
  /** A short reason; null for none. */
  readonly because: string | null
}

/** A target. */
export interface TargetValue {
  readonly kind: 'target'
  /** How a figure is compared with the target; null if there is no target. */
  readonly comparator: Comparator | null
  /** The target in the KPI's unit, or its range; null if there is none. */
  readonly value: number | Range | null
  /** What there is to know about the target. */
  readonly marks: ReadonlyArray<Mark>
}

/** A month, a quarter, a half-year or a financial year, as the wire format writes it. */
export interface PeriodValue {
  readonly kind: 'period'
  /** The period as the wire format writes it, such as `2016-04` or `FY2016-Q1`. */
  readonly period: string
  /** The same in words, by the financial years of the contract (M1a). */
  readonly words: string
}

/** A UTC instant, as the wire format writes it. */
export interface InstantValue {
  readonly kind: 'instant'
  /** The instant as the wire format writes it, such as `2016-06-20T10:00:00.000Z`. */
  readonly instant: string
}

/** Events of the contract, by revision. */
export interface EventsValue {
  readonly kind: 'events'
  /** The revisions of the events, counted from 0. */
  readonly revisions: ReadonlyArray<number>
}

/** A count, without a unit. */
export interface CountValue {
  readonly kind: 'count'
  /** The count. */
  readonly count: number
}

/** A missing value, which is different from an empty text. */
export interface MissingValue {
  readonly kind: 'missing'
}

/** The value of a cell or a fact, typed so that each writer can present it appropriately. */
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

/** Text that is never wrapped. */
export const reference = (words: string): ReferenceValue => ({ kind: 'reference', text: words })

/** Texts that are never wrapped. */
export const references = (...texts: ReadonlyArray<string>): ReferencesValue => ({
  kind: 'references',
  texts,
})

/** A KPI reference, linked to the part of the document about the KPI, if there is one. */
export const kpiReference = (kpi: string): ReferenceValue => ({ ...reference(kpi), anchor: kpi })

/**
 * A period as the wire format writes it, of a contract whose year starts in month `yearStart`; null
 * is a missing value.
 */
export const period = (of: string | null, yearStart: number): PeriodValue | MissingValue =>
  of === null ? missing : { kind: 'period', period: of, words: periodTextInWords(of, yearStart) }

/** An instant as the wire format writes it. */
export const instant = (at: string): InstantValue => ({ kind: 'instant', instant: at })

/** Events, by revision. */
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
