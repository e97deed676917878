import type { Period } from '@kpi-ledger/core'
import {
  financialYearOf,
  formatMonth,
  lastMonth,
  readPeriod,
  type NoteEntry,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { SourceEvent } from '../explanation/chain'
import { explanation } from '../explanation/explanation'
import { placeInTime } from '../history/periods'
import { outlookOf } from '../tracker/outlook'
import { tracker, type TrackerPoint } from '../tracker/tracker'
import type { Finding } from './finding'
import { columnIn, found, type FindingContext, type FindingRule } from './context'

const ON_TRACK = 'on[ \\-\u2010\u2011]track\\b'
const CLAIM = new RegExp(`\\b${ON_TRACK}`, 'i')

/** Words that negate it, within the five words before it. */
const DENIAL = new RegExp(
  '\\b(?:not(?! only)|no longer|never|neither|nor|hardly|barely|unlikely|cannot|without|far from|fail(?:s|ed|ing)? to|' +
    "(?:is|are|was|were|has|have|had|do|does|did|wo|ca|could|should|would)n['’]?t)" +
    ` (?:[\\w'’-]+ ){0,5}?${ON_TRACK}`,
  'gi',
)

/** Sentences, with wrapped lines joined; an empty line also ends a sentence. */
const sentencesOf = (text: string): ReadonlyArray<string> =>
  text.split(/(?<=[.!?;])\s+|\n\s*\n/).map((sentence) => sentence.replace(/\s+/g, ' ').trim())

/** The first sentence of a note that claims it, without negation or question; null if none does. */
const claimIn = (text: string): string | null =>
  sentencesOf(text).find(
    (sentence) => !sentence.endsWith('?') && CLAIM.test(sentence.replace(DENIAL, '')),
  ) ?? null

interface Measured {
  readonly regime: string
  /** The latest measured point of the year as it stood in the note's period. */
  readonly point: TrackerPoint
  readonly points: ReadonlyArray<TrackerPoint>
}

/** The tracker of the year up to a period; null for a KPI without a profile (M24). */
const trackedUntil = (context: FindingContext, kpi: string, period: Period): Measured | null => {
  const { history, contract } = context.question
  const column = columnIn(context, period)
  if (column === null) return null
  const month = lastMonth(period, contract.yearStart)
  const { regime } = column.regime
  const financialYear = {
    kind: 'financial-year',
    financialYear: financialYearOf(month, contract.yearStart),
  } as const
  const tracked = tracker(history, { kpi, financialYear, regime, asAt: context.asAt })
  if (E.isLeft(tracked)) return null
  const points = tracked.right.points.filter((each) => each.period <= formatMonth(month))
  const point = points.findLast(({ rating }) => rating.grade !== 'other')
  return point === undefined ? null : { regime, point, points }
}

const hasProfile = (event: SourceEvent): boolean =>
  event.gave === 'target' &&
  event.target !== null &&
  event.target.comparator !== 'between' &&
  event.target.profile !== undefined

const judge = (
  context: FindingContext,
  kpi: string,
  of: string,
  { text, ...entry }: NoteEntry,
): ReadonlyArray<Finding> => {
  const claim = claimIn(text)
  if (claim === null || !context.question.facts(entry)) return []
  const measured = trackedUntil(context, kpi, readPeriod(of))
  if (measured === null || outlookOf(measured.points) === 'on-track') return []
  const { regime, point } = measured
  const why = explanation(context.question.history, {
    kpi,
    period: readPeriod(point.period),
    regime,
    asAt: context.asAt,
  })
  if (E.isLeft(why)) return []
  const { actual, target } = why.right.cell.determinedBy
  if (!why.right.events.some((event) => event.revision === target && hasProfile(event))) return []
  const behind = why.right.events.filter(({ revision }) => [actual, target].includes(revision))
  const sentence = `a note says "${claim}", and ${why.right.sentence} ("${point.rating.label}")`
  return [
    found(context, 'claims-on-track', { kpi, period: of, regime, sentence }, [
      ...new Map([...behind, entry].map((each) => [each.revision, each])).values(),
    ]),
  ]
}

/**
 * Notes that say "on track" where the tracker, as it stood in the note's period, says otherwise
 * (M24), of KPIs with a profile.
 */
export const claimsOnTrackWrongly: FindingRule = (context, { kpi }) => {
  const { history, contract } = context.question
  const place = (of: string): string => placeInTime(readPeriod(of), contract.yearStart)
  return [...(history.notes.onKPIs.get(kpi) ?? [])]
    .sort(([a], [b]) => (place(a) < place(b) ? -1 : 1))
    .flatMap(([of, notes]) => notes.flatMap((note) => judge(context, kpi, of, note)))
}
