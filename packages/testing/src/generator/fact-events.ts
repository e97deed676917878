import type { EventFixture } from '../events/recorded'
import type { ReportingMonth } from './calendar'
import { outcomeFor } from './outcome'
import type { Random } from './random'
import type { LiveKPI } from './rule-events'

/** An actual that may still be reported or corrected. */
interface Report {
  readonly of: LiveKPI
  readonly period: string
  readonly n: number
}

/** What the next month needs to know of earlier ones. */
export interface Reports {
  /** The actuals that will be reported a month late. */
  late: Array<Report>
  /** The actuals reported lately, which may be corrected. */
  recent: Array<Report>
}

const RECENT = 12

const metadata = ({ text }: ReportingMonth, random: Random): Pick<EventFixture, 'metadata'> =>
  random.chance(0.5)
    ? { metadata: { actor: 'performance.team', occurredAt: `${text}-28` } }
    : { metadata: { actor: 'contract.manager' } }

const recordedReport = (
  { of, period, n }: Report,
  month: ReportingMonth,
  random: Random,
): EventFixture => ({
  type: 'ActualRecorded',
  data: { kpi: of.kpi, period, outcome: outcomeFor(of.measure, n, random) },
  ...metadata(month, random),
})

const corrections = (
  { recent }: Reports,
  month: ReportingMonth,
  random: Random,
): ReadonlyArray<EventFixture> =>
  recent
    .filter(() => random.chance(0.08))
    .map(({ of, period, n }) => ({
      type: 'ActualCorrected',
      data: {
        kpi: of.kpi,
        period,
        outcome: outcomeFor(of.measure, n, random),
        reason: 'The figures were checked against the source',
      },
      ...metadata(month, random),
    }))

const kpiNote = ({ of, period }: Report): EventFixture => ({
  type: 'NoteAdded',
  data: { kpi: of.kpi, period, text: `${of.measure.description}: see the monthly report.` },
})

/** The actuals, corrections and notes of a month; late actuals come with the next month. */
export const reportMonth = (
  reports: Reports,
  live: ReadonlyArray<LiveKPI>,
  month: ReportingMonth,
  random: Random,
): Array<EventFixture> => {
  const events: Array<EventFixture> = []
  for (const report of reports.late) events.push(recordedReport(report, month, random))
  for (const event of corrections(reports, month, random)) events.push(event)
  reports.late = []
  reports.recent = []
  for (const of of live) {
    const period = month.due[of.measure.frequency]
    if (period === null) continue
    const report = { of, period, n: month.n }
    if (random.chance(0.02)) {
      reports.late.push(report)
      continue
    }
    events.push(recordedReport(report, month, random))
    if (reports.recent.length < RECENT) reports.recent.push(report)
    if (random.chance(0.03)) events.push(kpiNote(report))
  }
  if (random.chance(0.3))
    events.push({
      type: 'NoteAdded',
      data: { period: month.text, text: 'Reviewed by the partnership board.' },
    })
  return events
}
