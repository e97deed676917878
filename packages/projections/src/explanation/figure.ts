import type { Exact, Unit } from '@kpi-ledger/core'

const THOUSANDS = /\B(?=(?:\d{3})+$)/g

/** A number with its thousands set off, every decimal of it: `1,234.5`. */
export const plain = (n: Exact): string => {
  const [whole = '', decimals] = n.toFixed().split('.')
  const grouped = whole.replace(THOUSANDS, ',')
  return decimals === undefined ? grouped : `${grouped}.${decimals}`
}

const pounds = (n: Exact): string => {
  const [whole = '', decimals] = plain(n.abs()).split('.')
  const pence = decimals === undefined ? '' : `.${decimals.padEnd(2, '0')}`
  return `${n.lt(0) ? '-' : ''}£${whole}${pence}`
}

/** A figure in its unit, as a reader expects it: `20.32 %`, `8.07 days`, `£1,234.50`. */
export const figure = (n: Exact, unit: Unit): string => {
  switch (unit) {
    case 'percent':
      return `${plain(n)} %`
    case 'days':
      return `${plain(n)} ${n.eq(1) ? 'day' : 'days'}`
    case 'hours':
      return `${plain(n)} ${n.eq(1) ? 'hour' : 'hours'}`
    case 'pounds':
      return pounds(n)
    case 'count':
    case 'score':
    case 'number':
      return plain(n)
  }
}
