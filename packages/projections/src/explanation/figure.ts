import type { Unit } from '@kpi-ledger/core'
import type { Exact } from '@kpi-ledger/core/unstable'

const THOUSANDS = /\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g

/** A number with thousands separators and all its decimals: `1,234.5`. */
export const plain = (n: Exact): string => n.toFixed().replace(THOUSANDS, ',')

/** Pence have two digits or more, as in `£1.50`. */
const pounds = (n: Exact): string =>
  `${n.lt(0) ? '-' : ''}£${plain(n.abs()).replace(/\.\d$/, '$&0')}`

/** A figure with its unit: `20.32 %`, `8.07 days`, `£1,234.50`, `12 tonnes` (M9b). */
export const figureInWords = (n: Exact, unit: Unit): string => {
  switch (unit) {
    case 'percent':
      return `${plain(n)} %`
    case 'days':
      return `${plain(n)} ${n.eq(1) ? 'day' : 'days'}`
    case 'hours':
      return `${plain(n)} ${n.eq(1) ? 'hour' : 'hours'}`
    case 'minutes':
      return `${plain(n)} ${n.eq(1) ? 'minute' : 'minutes'}`
    case 'pounds':
      return pounds(n)
    case 'count':
    case 'score':
    case 'number':
      return plain(n)
    default:
      return `${plain(n)} ${unit}`
  }
}
