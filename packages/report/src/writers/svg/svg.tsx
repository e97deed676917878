import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Chart } from '../../charts/chart'
import type { Picture } from '../../charts/picture'
import { posterOf } from '../../charts/poster'
import type { Document } from '../../document/document'
import { visible } from '../../words/visible'
import { DARK, LIGHT } from '../colours'
import type { TextWriter } from '../writer'
import { Drawing } from './drawing'
import { CHART_STYLES } from './styles'

const STYLES = `
.kpi-chart {${LIGHT}
}
@media (prefers-color-scheme: dark) {
.kpi-chart {${DARK}
}
}
.kpi-chart .page { fill: var(--kpi-page); fill-opacity: 1; }
${CHART_STYLES}
`

const Ground = (): JSX.Element => (
  <>
    <style>{STYLES}</style>
    <rect class="page" width="100%" height="100%" />
  </>
)

/** Renders XML, in which `]]>` ends a section and must not occur in text, unlike in HTML. */
const asXml = (drawn: JSX.Element): string => renderToString(drawn).replaceAll(']]>', ']]&gt;')

/** Room between two charts. */
const GAP = 24

const Stacked = ({
  title,
  charts,
}: {
  readonly title: string
  readonly charts: ReadonlyArray<Chart>
}): JSX.Element => {
  const pictures = charts.map(posterOf)
  const width = Math.max(0, ...pictures.map((picture) => picture.width))
  const heightOf = (some: ReadonlyArray<Picture>): number =>
    some.reduce((all, { height }) => all + height + GAP, 0)
  const height = heightOf(pictures) - GAP
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="kpi-chart"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
    >
      <title>{visible(title)}</title>
      <Ground />
      {charts.map((chart, i) => (
        <Drawing chart={chart} picture={posterOf(chart)} top={heightOf(pictures.slice(0, i))} />
      ))}
    </svg>
  )
}

/**
 * A chart as a self-contained SVG: its title above the picture, or its description in place of a
 * picture, in light or dark colours as the reader prefers.
 */
export const chartSvg = (chart: Chart): string =>
  asXml(
    <Drawing chart={chart} picture={posterOf(chart)}>
      <Ground />
    </Drawing>,
  )

const chartsIn = ({ blocks }: Document): ReadonlyArray<Chart> =>
  blocks.flatMap((block) => (block.kind === 'chart' ? [block] : []))

/** Replaces the charts of an answer without any. */
const none = (title: string): Chart => ({
  ...{ kind: 'chart', id: 'none', title, description: 'This answer has no chart.' },
  ...{ picture: null, columns: [], rows: [] },
})

async function* write(document: Document): AsyncGenerator<string> {
  const charts = chartsIn(document)
  const [chart = none(document.title)] = charts
  yield `${
    charts.length > 1 ? asXml(<Stacked title={document.title} charts={charts} />) : chartSvg(chart)
  }\n`
}

/**
 * The charts of a document, one below another, as one self-contained SVG. It is not a format of
 * every document, since most have no chart.
 */
export const svgWriter: TextWriter = {
  name: 'svg',
  about: 'for slides and pages, the charts of the answer',
  extension: '.svg',
  showsProof: false,
  showsBackground: false,
  isBinary: false,
  write,
}
