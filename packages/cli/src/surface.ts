import type { Surface } from '@kpi-ledger/report'
import type { Io } from './io'

const DEFAULT_WIDTH = 120

/**
 * The surface to print on: as wide as the terminal, or `COLUMNS`; coloured only on a terminal,
 * unless NO_COLOR is set or the terminal is dumb.
 */
export const surfaceOf = ({ columns, env }: Io): Surface => {
  const stated = Number(env['COLUMNS'])
  const width = columns ?? (Number.isInteger(stated) && stated > 0 ? stated : DEFAULT_WIDTH)
  const isPlain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb'
  return { width, colour: columns !== null && !isPlain }
}
