import { grades } from '@kpi-ledger/core/unstable'

const ofGrades = [...grades, 'other']
  .map(
    (grade) =>
      `.kpi-chart .${grade} { fill: var(--kpi-${grade}); stroke: var(--kpi-${grade}-text); }`,
  )
  .join('\n')

/**
 * The styles of charts, wherever they appear, in the colours of pages. Whatever carries meaning has
 * a contrast of 3:1 with the page, and its own shape or dash.
 */
export const CHART_STYLES = `.kpi-chart { display: block; }
.kpi-chart text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: var(--kpi-text); }
.kpi-chart .muted { fill: var(--kpi-muted); }
.kpi-chart .strong { font-weight: 700; }
.kpi-chart polyline { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
${ofGrades}
.kpi-chart rect { stroke-width: 0; fill-opacity: 0.45; shape-rendering: crispEdges; }
.kpi-chart path { stroke-width: 1.5; }
.kpi-chart path.inadequate { stroke-width: 1; }
.kpi-chart polyline.actual { stroke: var(--kpi-accent); stroke-width: 2.5; }
.kpi-chart polyline.profile { stroke: var(--kpi-text); stroke-dasharray: 7 4; }
.kpi-chart polyline.target { stroke: var(--kpi-text); stroke-width: 2; }
.kpi-chart polyline.forecast { stroke: var(--kpi-accent); stroke-width: 2; stroke-dasharray: 2 4; }
.kpi-chart polyline.mean { stroke: var(--kpi-text); }
.kpi-chart polyline.limit { stroke: var(--kpi-text); stroke-dasharray: 3 3; }
.kpi-chart polyline.regime { stroke: var(--kpi-muted); stroke-dasharray: 10 3 2 3; }
.kpi-chart polyline.axis { stroke: var(--kpi-line); }
.kpi-chart polyline.grid { stroke: var(--kpi-line); stroke-width: 1; stroke-opacity: 0.4; }
.kpi-chart path.actual { fill: var(--kpi-accent); stroke: var(--kpi-page); }
.kpi-chart path.corrected { fill: none; stroke: var(--kpi-text); stroke-dasharray: 2 2; }
.kpi-chart path.signal { fill: var(--kpi-page); stroke: var(--kpi-text); }
.kpi-chart path.improvement { fill: var(--kpi-good); stroke: var(--kpi-good-text); }
.kpi-chart path.concern { fill: var(--kpi-requires-improvement); stroke: var(--kpi-requires-improvement-text); }
.kpi-chart path.forecast { fill: var(--kpi-page); stroke: var(--kpi-accent); stroke-width: 2; }
@media (forced-colors: active) {
.kpi-chart { --kpi-text: CanvasText; --kpi-muted: CanvasText; --kpi-line: GrayText; --kpi-page: Canvas; --kpi-accent: LinkText; }
.kpi-chart path, .kpi-chart path.corrected { fill: Canvas; stroke: CanvasText; }
.kpi-chart rect { fill: Canvas; stroke: GrayText; stroke-width: 1; }
}`
