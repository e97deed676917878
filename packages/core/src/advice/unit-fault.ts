import type { Unit } from '../kpi/unit'

/** Why a figure is implausible for its unit, or for the population it was taken from. */
export type UnitFault =
  | 'more-than-100'
  | 'less-than-0'
  | 'negative-count'
  | 'part-of-a-count'
  | 'negative'
  | 'negative-population'

/** Why a value is implausible for its unit; null if it is not, as in an unknown unit (M9b). */
const valueFault = (value: number, unit: Unit): UnitFault | null => {
  switch (unit) {
    case 'percent':
      if (value > 100) return 'more-than-100'
      return value < 0 ? 'less-than-0' : null
    case 'count':
      if (value < 0) return 'negative-count'
      return Number.isInteger(value) ? null : 'part-of-a-count'
    case 'days':
    case 'hours':
    case 'minutes':
      return value < 0 ? 'negative' : null
    case 'score':
    case 'pounds':
    case 'number':
    default:
      return null
  }
}

/** Why a figure is implausible for its unit or its population; null if it is not (M17, M40). */
export const unitFault = (
  { value, of }: { readonly value: number; readonly of?: number },
  unit: Unit,
): UnitFault | null =>
  valueFault(value, unit) ?? (of !== undefined && of < 0 ? 'negative-population' : null)
