import { NotMeasuredReason } from '@kpi-ledger/core/unstable'

const WORDS: Readonly<Record<NotMeasuredReason, ReadonlyArray<string>>> = {
  'not-due': ['not due', 'not yet due', 'not due yet'],
  'not-yet-measurable': [
    ...['not yet measurable', 'not yet available', 'pending', 'tbc', 'tba', 'to be confirmed'],
    ...['to follow', 'awaited', 'awaiting data', 'data awaited'],
  ],
  'no-activity': ['no activity', 'nil activity'],
  'no-data': [
    ...['no data', 'no data available', 'data not available', 'not available', 'not recorded'],
    'not known',
  ],
  'not-measurable': ['not measurable', 'not measured', 'not applicable', 'n/a', 'n.a', 'na'],
}

const reasons = new Map(
  Object.entries(WORDS).flatMap(([reason, words]) =>
    NotMeasuredReason.is(reason) ? words.map((word) => [word, reason] as const) : [],
  ),
)

/**
 * The reason that somebody gives in words for having no figure (M18); undefined if the text is not
 * one.
 */
export const reasonOf = (text: string): NotMeasuredReason | undefined =>
  reasons.get(
    text
      .toLowerCase()
      .replace(/[.!]+$/, '')
      .replaceAll(/[-_ ]+/g, ' '),
  )
