import type { JSX } from 'preact'
import type { Value } from '../../document/value'
import { GRADE_SIGNS } from '../../words/grade'
import { visible } from '../../words/visible'
import { Text } from './text'
import { ValueShown } from './value'

/**
 * A figure with its rating, in the colour of its grade: the sign and the word of the rating, then
 * the figure. If nothing was recorded and nothing is rated, only the sign is visible.
 */
export const HeatCell = ({
  label: month,
  values,
}: {
  /** The label before it if columns do not fit side by side. */
  readonly label: string
  readonly values: ReadonlyArray<Value>
}): JSX.Element => {
  const rating = values.find((value) => value.kind === 'rating')
  const others = values.filter((value) => value !== rating && value.kind !== 'missing')
  if (rating === undefined) return <td />
  const { grade, label, because } = rating
  const isBlank = grade === 'other' && others.length === 0
  return (
    <td class={isBlank ? 'blank' : `graded ${grade}`} data-label={visible(month)}>
      <strong>
        <span aria-hidden="true">{GRADE_SIGNS[grade]}&nbsp;</span>
        <span class={isBlank ? 'hidden' : undefined}>
          <Text of={label} />
        </span>
      </strong>
      {others.map((value) => (
        <>
          <br />
          <ValueShown of={value} />
        </>
      ))}
      {because !== null && (
        <>
          <br />
          <Text of={because} />
        </>
      )}
    </td>
  )
}
