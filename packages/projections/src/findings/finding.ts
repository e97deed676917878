import type { EventReference } from '../history/reference'

/** The kinds of findings, in the order they are listed, each with the rule behind it. */
export const findingRules = {
  'outside-unit': 'M17',
  'actual-falls': 'M24',
  'profile-incomplete': 'M14',
  'profile-decreases': 'M14',
  'profile-misses-target': 'M14',
  'target-after-actual': 'M6',
  'corrected-to-good': 'M19',
  'late-actual': 'M26',
  'actual-after-retirement': 'M7',
  'claims-on-track': 'M24',
  'keeps-unmeasured': 'M18',
  'unlike-before': 'M40',
  'not-begun': 'M40',
  'before-first-regime': 'M40',
  'on-no-scorecard': 'M40',
  'looks-alike': 'M41',
  'not-carried-over': 'M22a',
  'aggregate-differs': 'M3',
  'keeps-failing': 'M13',
  'printed-otherwise': 'M32',
  'decided-without-note': 'M33',
  'withdrawn-after-publication': 'M29',
  overdue: 'M36',
  'recorded-ahead': 'M20',
} as const

/** A kind of finding, such as `claims-on-track`. */
export type FindingKind = keyof typeof findingRules

/**
 * Something an auditor should look at. It is not a judgement: there may be a good reason for it.
 */
export interface Finding {
  /** The kind of finding. */
  readonly finding: FindingKind
  /** The rule behind it, such as `M24`. */
  readonly rule: string
  /** Null for a finding about when events were recorded. */
  readonly kpi: string | null
  /** Null for a finding about a profile, a reference, a regime or when events were recorded. */
  readonly period: string | null
  /** The regime it was judged by; null if none was involved. */
  readonly regime: string | null
  /** One English sentence without its full stop. */
  readonly sentence: string
  /** In recorded order. */
  readonly events: ReadonlyArray<EventReference>
}
