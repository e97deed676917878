import { exact } from '@kpi-ledger/core/unstable'
import type { Travel, Travels } from '@kpi-ledger/projections'
import type { Scalar } from '../document/records'
import type { Mark } from '../document/value'
import { periodTextInWords } from './period'

const signed = (change: number): string => `${change > 0 ? '+' : ''}${exact(change).toFixed()}`

const oneInWords = ({ since, change, direction }: Travel, yearStart: number): string =>
  `${direction === 'same' ? 'as good as' : `${direction} than`} ${periodTextInWords(since, yearStart)}` +
  (change === 0 ? '' : ` (${signed(change)})`)

/**
 * How a figure compares with earlier ones: `better than Apr 2016 (+9.36)`; null if there is none to
 * compare with (M37).
 */
export const travelInWords = ({ previous, year }: Travels, yearStart: number): string | null => {
  const against = [previous, year].flatMap((travel) =>
    travel === null ? [] : [oneInWords(travel, yearStart)],
  )
  return against.length === 0 ? null : [...new Set(against)].join('; ')
}

/** The marks that say whether a figure is better or worse than in the period before. */
export const travelMarks = ({ previous }: Travels): ReadonlyArray<Mark> =>
  previous === null ? [] : [previous.direction]

/** The record fields that say how a figure compares with earlier ones. */
export const TRAVEL_FIELDS = [
  ...(['sincePrevious', 'changeOnPrevious', 'travelOnPrevious'] as const),
  ...(['sinceYear', 'changeOnYear', 'travelOnYear'] as const),
]

/** How a figure compares with earlier ones, as fields of a record (M37). */
export const travelFields = ({
  previous,
  year,
}: Travels): Readonly<Record<(typeof TRAVEL_FIELDS)[number], Scalar>> => ({
  sincePrevious: previous?.since ?? null,
  changeOnPrevious: previous?.change ?? null,
  travelOnPrevious: previous?.direction ?? null,
  sinceYear: year?.since ?? null,
  changeOnYear: year?.change ?? null,
  travelOnYear: year?.direction ?? null,
})
