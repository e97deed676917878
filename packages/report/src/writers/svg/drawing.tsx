import type { JSX } from 'preact'
import type { Chart } from '../../charts/chart'
import type { Picture, Shown } from '../../charts/picture'
import { visible } from '../../words/visible'
import { rounded } from './rounded'
import { outlineOf } from './shape'

const Part = ({ shown }: { readonly shown: Shown }): JSX.Element => {
  switch (shown.kind) {
    case 'area':
      return (
        <rect
          class={shown.of}
          x={rounded(shown.from.x)}
          y={rounded(shown.from.y)}
          width={rounded(shown.width)}
          height={rounded(shown.height)}
        />
      )
    case 'line':
      return (
        <polyline
          class={shown.of}
          points={shown.points.map(({ x, y }) => `${rounded(x)},${rounded(y)}`).join(' ')}
        />
      )
    case 'dot':
      return (
        <path class={shown.of} d={outlineOf(shown.shape, shown.at)}>
          {shown.says !== '' && <title>{visible(shown.says)}</title>}
        </path>
      )
    case 'words':
      return (
        <text
          class={shown.weight === 'plain' ? undefined : shown.weight}
          x={rounded(shown.at.x)}
          y={rounded(shown.at.y)}
          text-anchor={shown.anchor === 'start' ? undefined : shown.anchor}
        >
          {visible(shown.text)}
        </text>
      )
  }
}

/**
 * A chart as an `<svg>` with its title and description. Text from data is escaped, and invisible
 * characters in it, such as those that change the text direction, are spelled out.
 */
export const Drawing = ({
  chart: { id, title, description },
  picture: { width, height, shown },
  children,
  top,
}: {
  readonly chart: Chart
  readonly picture: Picture
  readonly children?: JSX.Element
  /** Where it begins within another drawing. */
  readonly top?: number
}): JSX.Element => (
  <svg
    xmlns="http://www.w3.org/2000/svg"
    class="kpi-chart"
    role="img"
    aria-labelledby={`${id}-title ${id}-words`}
    viewBox={`0 0 ${width} ${rounded(height)}`}
    width={width}
    height={rounded(height)}
    y={top}
  >
    <title id={`${id}-title`}>{visible(title)}</title>
    <desc id={`${id}-words`}>{visible(description)}</desc>
    {children}
    {shown.map((part) => (
      <Part shown={part} />
    ))}
  </svg>
)
