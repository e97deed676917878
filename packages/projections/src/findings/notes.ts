import { financialYearOf, formatMonth, lastMonth, parsePeriod, type Period } from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import { explanation } from '../explanation/explanation'
import type { NoteEntry } from '../history/history'
import { outlookOf } from '../tracker/outlook'
import { tracker, type TrackerPoint } from '../tracker/tracker'
import type { Finding } from './finding'
import { columnIn, found, type Inquiry, type Look } from './inquiry'

const CLAIM = /\bon[\s-]track\b/i
const DENIAL =
  /(?:\b(?:not|no longer|never|hardly|barely|unlikely|cannot|far from)|n['’]t)\s+(?:\w+\s+){0,3}on[\s-]track\b/i

/** The first sentence of a note that says so; null where none does. */
const claimIn = (text: string): string | null =>
  text
    .split(/(?<=[.!?;])\s+|\n+/)
    .find((sentence) => CLAIM.test(sentence) && !DENIAL.test(sentence)) ?? null

interface Measured {
  readonly regime: string
  /** The latest measured point of the year as it stood in the note's period. */
  readonly point: TrackerPoint
  readonly points: ReadonlyArray<TrackerPoint>
}

/** What the tracker of the year said up to a period; null for a KPI without a profile (M24). */
const trackedUntil = (inquiry: Inquiry, kpi: string, period: Period): Measured | null => {
  const { history, contract } = inquiry.question
  const column = columnIn(inquiry, period)
  if (column === null) return null
  const month = lastMonth(period, contract.yearStart)
  const { regime } = column.regime
  const financialYear = {
    kind: 'financial-year',
    financialYear: financialYearOf(month, contract.yearStart),
  } as const
  const tracked = tracker(history, { kpi, financialYear, regime, asAt: inquiry.asAt })
  if (E.isLeft(tracked)) return null
  const points = tracked.right.points.filter((each) => each.period <= formatMonth(month))
  const point = points.findLast(({ rating }) => rating.grade !== 'other')
  return point === undefined ? null : { regime, point, points }
}

const judge = (
  inquiry: Inquiry,
  kpi: string,
  of: string,
  { text, ...entry }: NoteEntry,
): ReadonlyArray<Finding> => {
  const period = parsePeriod(of)
  const claim = claimIn(text)
  if (E.isLeft(period) || claim === null || !inquiry.question.facts(entry)) return []
  const measured = trackedUntil(inquiry, kpi, period.right)
  if (measured === null || outlookOf(measured.points) === 'on-track') return []
  const { regime, point } = measured
  const month = parsePeriod(point.period)
  if (E.isLeft(month)) return []
  const why = explanation(inquiry.question.history, {
    kpi,
    period: month.right,
    regime,
    asAt: inquiry.asAt,
  })
  if (E.isLeft(why)) return []
  const { actual, target } = why.right.cell.determinedBy
  const behind = why.right.events.filter(({ revision }) => [actual, target].includes(revision))
  const sentence = `a note says "${claim}", and ${why.right.sentence} ("${point.rating.label}")`
  return [
    found(inquiry, 'claims-on-track', { kpi, period: of, regime, sentence }, [
      ...new Map([...behind, entry].map((each) => [each.revision, each])).values(),
    ]),
  ]
}

/**
 * Notes that say "on track" where the tracker, as it stood in the note's period, says otherwise
 * (M24). KPIs without a profile have no tracker.
 */
export const claimsOnTrackWrongly: Look = (inquiry, { kpi }) =>
  [...(inquiry.question.history.kpiNotes.get(kpi) ?? [])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([of, notes]) => notes.flatMap((note) => judge(inquiry, kpi, of, note)))
