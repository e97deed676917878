import type { PeriodSummary, Scorecard } from '@kpi-ledger/projections'
import { verdict, type Verdict } from '../document/document'
import { periodTextInWords } from '../words/period'
import { fallsShort } from './cell'
import { isNotRecorded } from './not-recorded'

/** Most KPIs that a verdict names. */
const MOST_NAMED = 8

/** What a period comes to. */
interface Count {
  readonly period: string
  readonly all: number
  /** Rated, and how many of those short of their target. */
  readonly rated: number
  readonly short: number
  /** Due and without any figure yet (M18). */
  readonly awaited: number
  /** Without a rating though an assessment was due, awaited or not. */
  readonly unrated: number
}

const countsOf = ({ summary, serviceAreas }: Scorecard): ReadonlyArray<Count> =>
  summary.map(({ period, grades }: PeriodSummary, place) => {
    const cells = serviceAreas.flatMap(({ kpis }) =>
      kpis.flatMap(({ cells: all }) => all[place] ?? []),
    )
    const short = grades['approaching-target'] + grades['requires-improvement'] + grades.inadequate
    const rated = short + grades.good
    const notDue = cells.filter(({ reason }) => reason === 'not-due').length
    return {
      ...{ period, short, rated, all: rated + grades.other, unrated: grades.other - notDue },
      awaited: cells.filter(isNotRecorded).length,
    }
  })

/** A few good ratings do not make a good scorecard: all that is awaited is here, and most is rated. */
const speaksForAll = ({ rated, awaited, unrated }: Count): boolean =>
  awaited === 0 && rated >= unrated

/** What a period comes to; what is awaited first where nothing is known to be short, or most is. */
const inWords = (
  { period, all, rated, short, awaited }: Count,
  yearStart: number,
): ReadonlyArray<string> => {
  const when = periodTextInWords(period, yearStart)
  if (awaited > 0 && (short === 0 || awaited > rated)) {
    const known = rated === 0 ? 'nothing is rated' : `${rated} rated, ${short} not met`
    return [`${awaited} of ${all} not yet recorded in ${when} (${known})`]
  }
  if (rated === 0) return []
  const unrated = all - rated
  const awaiting = `${awaited} not yet recorded`
  const open =
    awaited === unrated
      ? awaiting
      : `${unrated} not rated${awaited === 0 ? '' : `, of which ${awaiting}`}`
  const notRated = unrated === 0 ? '' : ` (${open})`
  return [`${short} of ${all} not met in ${when}${notRated}`]
}

/** The KPIs that fell short in the one period of a card; null if there are none or it has more. */
const namedShort = ({ periods, serviceAreas }: Scorecard): string | null => {
  if (periods.length !== 1) return null
  const short = serviceAreas
    .flatMap(({ kpis }) => kpis)
    .filter(({ cells: [cell = null] }) => cell !== null && fallsShort(cell))
    .map(({ kpi }) => kpi)
  if (short.length === 0) return null
  const more = short.length - MOST_NAMED
  return [...short.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${String(more)} more`] : [])].join(
    ', ',
  )
}

/**
 * How many KPIs fell short of their targets, and which; and how many have no figure yet. It is as bad
 * as its worst rating, and good only where no figure is awaited and most of what was due is rated.
 */
export const scorecardVerdict = (card: Scorecard, yearStart: number): Verdict => {
  const counts = countsOf(card)
  const words = counts.flatMap((each) => inWords(each, yearStart))
  if (words.length === 0) return verdict('other', 'nothing is rated')
  const worst = (['inadequate', 'requires-improvement', 'approaching-target'] as const).find(
    (grade) => card.summary.some(({ grades }) => grades[grade] > 0),
  )
  const best = counts.every(speaksForAll) ? 'good' : 'other'
  return verdict(worst ?? best, words.join('; '), namedShort(card))
}

/** What is said about a scorecard on which nothing fell short. */
export const nothingShort = (card: Scorecard): string => {
  const rated = countsOf(card).reduce((sum, count) => sum + count.rated, 0)
  const awaited = countsOf(card).reduce((sum, count) => sum + count.awaited, 0)
  const known = rated === 0 ? 'No KPI is rated.' : 'Every KPI that is rated meets its target.'
  return awaited === 0 ? known : `${known} Not yet recorded: ${awaited}.`
}
