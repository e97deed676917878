import type { GradeOrOther } from '@kpi-ledger/core'
import type { ComponentChildren, JSX } from 'preact'
import { GRADE_SIGNS } from '../../words/grade'

/** Words in the colour of a grade, with its sign. */
export const Graded = ({
  grade,
  children,
}: {
  readonly grade: GradeOrOther
  readonly children: ComponentChildren
}): JSX.Element => (
  <strong class={`tag ${grade}`}>
    <span aria-hidden="true">{GRADE_SIGNS[grade]}&nbsp;</span>
    {children}
  </strong>
)
