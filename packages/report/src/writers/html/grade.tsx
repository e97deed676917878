import type { GradeOrOther } from '@kpi-ledger/core'
import type { ComponentChildren, JSX } from 'preact'

/** A sign for each grade, so that no grade is known by its colour alone. */
export const GRADE_SIGNS: Readonly<Record<GradeOrOther, string>> = {
  good: '✓',
  'approaching-target': '△',
  'requires-improvement': '▼',
  inadequate: '✕',
  other: '–',
}

/** Words in the colour of a grade, with its sign. */
export const Graded = ({
  grade,
  children,
}: {
  readonly grade: GradeOrOther
  readonly children: ComponentChildren
}): JSX.Element => (
  <strong class={`tag ${grade}`}>
    <span aria-hidden="true">{GRADE_SIGNS[grade]} </span>
    {children}
  </strong>
)
