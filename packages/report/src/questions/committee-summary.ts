import { counted } from '@kpi-ledger/core/unstable'
import type {
  CommitteeReport,
  PublicationCheck,
  PublishedScorecard,
  YearGrid,
  YearGridCell,
} from '@kpi-ledger/projections'
import { facts, type Block } from '../document/document'
import { text, type Value } from '../document/value'
import { instantInWords } from '../words/instant'
import { periodTextInWords } from '../words/period'
import { isRated, isShort } from './cell'
import { lastShort } from './last-rated'

interface Row {
  readonly kpi: string
  readonly cells: ReadonlyArray<YearGridCell | null>
}

const rowsOf = ({ serviceAreas }: YearGrid): ReadonlyArray<Row> =>
  serviceAreas.flatMap(({ kpis }) => kpis)

/** The months of a year in which something is rated, each with its index. */
const ratedMonths = (year: YearGrid): ReadonlyArray<readonly [place: number, month: string]> =>
  [...year.periods.entries()].filter(([place]) =>
    rowsOf(year).some(({ cells }) => isRated(cells[place])),
  )

/** `Apr 2016 3 of 17, May 2016 2 of 17`: how a year has gone. */
const monthByMonth = (year: YearGrid, yearStart: number): string =>
  ratedMonths(year)
    .map(([place, month]) => {
      const cells = rowsOf(year).map((row) => row.cells[place])
      const when = periodTextInWords(month, yearStart)
      return `${when} ${String(cells.filter(isShort).length)} of ${String(cells.filter(isRated).length)}`
    })
    .join(', ')

type Is = (cell: YearGridCell | null | undefined) => boolean
type Fact = readonly [label: string, value: Value]

/** Which KPIs fall short now but did not when last rated, and the other way round. */
const turns = (year: YearGrid, now: number, yearStart: number): ReadonlyArray<Fact> => {
  const last = ratedMonths(year).findLast(([place]) => place < now)
  if (last === undefined) return []
  const [before, month] = last
  const turned = (from: Is, to: Is): string =>
    rowsOf(year)
      .filter(({ cells }) => from(cells[before]) && to(cells[now]))
      .map(({ kpi }) => kpi)
      .join(', ') || 'none'
  const isMet: Is = (cell) => isRated(cell) && !isShort(cell)
  const when = periodTextInWords(month, yearStart)
  return [
    [`Met in ${when}, not met now`, text(turned(isMet, isShort))],
    [`Not met in ${when}, met now`, text(turned(isShort, isMet))],
  ]
}

/**
 * KPIs that fell short when last rated this year and are not rated now, which does not settle the
 * matter.
 */
const outOfSight = (
  year: YearGrid,
  now: number,
  period: string,
  yearStart: number,
): ReadonlyArray<Fact> => {
  const lost = rowsOf(year).flatMap(({ kpi, cells }) => {
    if (isRated(cells[now])) return []
    const last = lastShort([year], kpi, period)
    return last !== null
      ? [`${kpi} (${last.rating.label} in ${periodTextInWords(last.period, yearStart)})`]
      : []
  })
  return lost.length === 0
    ? []
    : [['Not met when last rated, and not rated now', text(lost.join(', '))]]
}

const signedOff = (published: ReadonlyArray<PublishedScorecard & PublicationCheck>): Value => {
  const last = published.at(-1)
  if (last === undefined) return text('no: this is a draft')
  const { recordedAt, actor, restatements } = last
  const by = actor === null ? '' : ` by ${actor}`
  const since =
    restatements.length === 0 ? '' : `; ${counted(restatements.length, 'rating')} restated since`
  return text(`${instantInWords(recordedAt)}${by}${since}`)
}

/**
 * A report at a glance: whose it is, whether it is signed off, how the year has gone, and what has
 * turned.
 */
export const committeeSummary = (
  {
    authority,
    supplier,
    period,
    year,
    restatements,
  }: Pick<CommitteeReport, 'authority' | 'supplier' | 'period' | 'year'> & {
    readonly restatements: {
      readonly publications: ReadonlyArray<PublishedScorecard & PublicationCheck>
    }
  },
  yearStart: number,
): Block => {
  const now = year.periods.indexOf(period)
  const months = monthByMonth(year, yearStart)
  return facts(
    ['Authority', text(authority)],
    ['Supplier', text(supplier)],
    ['Signed off', signedOff(restatements.publications.filter((each) => each.period === period))],
    ...(months === '' ? [] : [['Not met, of those rated', text(months)] as const]),
    ...(now === -1
      ? []
      : [...turns(year, now, yearStart), ...outOfSight(year, now, period, yearStart)]),
  )
}
