export type { Chart } from './charts/chart'
export type {
  Area,
  Dot,
  Line,
  Part,
  Picture,
  Point,
  PointShape,
  Shown,
  Words,
} from './charts/picture'
export { bulletChart } from './charts/bullet'
export { processChart } from './charts/process'
export { serviceAreaCharts } from './charts/service-area'
export { trendChart } from './charts/trend'
export { yearChart } from './charts/year'
export {
  dataOf,
  facts,
  heading,
  noProvenance,
  paragraph,
  part,
  proven,
  verdict,
  warning,
  type Block,
  type Data,
  type Document,
  type Facts,
  type Heading,
  type Lines,
  type Note,
  type Paragraph,
  type Provenance,
  type Tally,
  type Verdict,
  type Warning,
} from './document/document'
export type { Records, Scalar } from './document/records'
export { mapSequence, type Sequence } from './document/sequence'
export {
  cells,
  column,
  grouped,
  headingRow,
  stackable,
  type CellsRow,
  type Column,
  type HeadingRow,
  type Row,
  type RowNote,
  type Table,
} from './document/table'
export {
  count,
  events,
  figure,
  instant,
  kpiReference,
  marksOf,
  missing,
  period,
  reference,
  text,
  valueInWords,
  type CountValue,
  type EventsValue,
  type FigureValue,
  type InstantValue,
  type Mark,
  type MissingValue,
  type PeriodValue,
  type RatingValue,
  type ReferenceValue,
  type ReferencesValue,
  type TargetValue,
  type TextValue,
  type Value,
} from './document/value'

export { committeeReportDocument, type CommitteeReportAnswer } from './questions/committee-report'
export { comparisonDocument } from './questions/comparison'
export { contractsDocument, portfolioDocument } from './questions/contracts'
export type { Drawn } from './questions/drawn'
export { dueDocument } from './questions/due'
export { reconciliationDocument } from './questions/reconciliation'
export { eventsDocument, historyDocument } from './questions/events'
export { explanationDocument } from './questions/explanation'
export { findingsDocument } from './questions/findings'
export { importDocument, type ImportedEvents } from './questions/imported'
export { kpiDocument } from './questions/kpi'
export { pointsDocument } from './questions/points'
export { consistencyDocument, digestDocument, inclusionDocument } from './questions/proofs'
export { publicationDocument } from './questions/publication'
export { restatementsDocument, type RestatementsAnswer } from './questions/restatements'
export { rulesDocument } from './questions/rules'
export { scorecardDocument, type ScorecardBackground } from './questions/scorecard'
export { trackerDocument } from './questions/tracker'
export { verificationDocument, type VerificationAnswer } from './questions/verification'
export { yearGridDocument } from './questions/year-grid'

export { citationOf } from './words/event'
export { monthInWords, periodTextInWords, spansInWords } from './words/period'
export { commandLine } from './words/provenance'

export { csvWriter } from './writers/csv'
export { htmlFragment, htmlWriter } from './writers/html/html'
export { readLogo, type Logo } from './writers/html/logo'
export { readTheme, type PageColours, type Theme } from './writers/html/theme'
export type { PageColour } from './writers/colours'
export { STYLES as htmlStyles } from './writers/html/styles'
export { jsonWriter } from './writers/json'
export { chartSvg, svgWriter } from './writers/svg/svg'
export { terminalWriter } from './writers/terminal/terminal'
export type { Surface, TextWriter, Writer } from './writers/writer'
export { writers } from './writers/writers'
export { xlsxWriter } from './writers/xlsx/xlsx'
