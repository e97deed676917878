import type { PeriodSummary, Scorecard } from '@kpi-ledger/projections'
import { verdict, type Verdict } from '../document/document'
import { periodTextInWords } from '../words/period'
import { isShort } from './cell'
import { isNotRecorded } from './not-recorded'

/** The most KPIs that a verdict names. */
const MOST_NAMED = 8

/** The counts behind a period's verdict. */
interface Count {
  readonly period: string
  readonly all: number
  /** KPIs that are rated; `short` counts those of them that miss their target. */
  readonly rated: number
  readonly short: number
  /** KPIs that are due but have no figure yet (M18). */
  readonly awaited: number
  /** KPIs without a rating although an assessment was due, whether awaited or not. */
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

/**
 * Whether the ratings speak for the whole period: nothing is awaited, and at least as many KPIs are
 * rated as not.
 */
const speaksForAll = ({ rated, awaited, unrated }: Count): boolean =>
  awaited === 0 && rated >= unrated

/**
 * A period's verdict in words. What is awaited comes first if nothing is known to fall short, or if
 * most is awaited.
 */
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

/**
 * The KPIs that fell short, if the scorecard has one period; null if there are none or it has
 * several.
 */
const namedShort = ({ periods, serviceAreas }: Scorecard): string | null => {
  if (periods.length !== 1) return null
  const short = serviceAreas
    .flatMap(({ kpis }) => kpis)
    .filter(({ cells: [cell] }) => isShort(cell))
    .map(({ kpi }) => kpi)
  if (short.length === 0) return null
  const more = short.length - MOST_NAMED
  return [...short.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${String(more)} more`] : [])].join(
    ', ',
  )
}

/**
 * How many KPIs fell short of their targets, which, and how many have no figure yet. Its grade is
 * that of the worst rating, and good only if no figure is awaited and most of what was due is
 * rated.
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

/** A sentence for a scorecard on which nothing fell short. */
export const nothingShort = (card: Scorecard): string => {
  const rated = countsOf(card).reduce((sum, count) => sum + count.rated, 0)
  const awaited = countsOf(card).reduce((sum, count) => sum + count.awaited, 0)
  const known = rated === 0 ? 'No KPI is rated.' : 'Every KPI that is rated meets its target.'
  return awaited === 0 ? known : `${known} Not yet recorded: ${awaited}.`
}
