import type { JSX } from 'preact'
import type { Chart } from '../../charts/chart'
import { visible } from '../../words/visible'
import { Drawing } from '../svg/drawing'
import { TableShown } from './table'
import { Text } from './text'

/**
 * A chart with its title, its description in words, and its numbers in a table; it scrolls by
 * itself if the page is too narrow.
 */
export const ChartShown = (chart: Chart): JSX.Element => {
  const { title, description, picture, columns, rows } = chart
  return (
    <figure>
      <figcaption>
        <Text of={title} />
      </figcaption>
      {picture !== null && (
        <div class="wide" role="region" tabIndex={0} aria-label={`Chart: ${visible(title)}`}>
          <Drawing chart={chart} picture={picture} />
        </div>
      )}
      <p>
        <Text of={description} />
      </p>
      {rows.length > 0 && (
        <details>
          <summary>The numbers of this chart</summary>
          <TableShown kind="table" columns={columns} rows={rows} empty="" caption={title} isSmall />
        </details>
      )}
    </figure>
  )
}
