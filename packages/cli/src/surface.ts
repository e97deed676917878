import type { Surface } from '@kpi-ledger/report'
import type { Io } from './io'

const DEFAULT_WIDTH = 120

/**
 * What may be used of the place the output is shown in: the width of the terminal, or `COLUMNS`;
 * colour only on a terminal, unless NO_COLOR is set or it says that it is dumb.
 */
export const surfaceOf = ({ columns, env }: Io): Surface => {
  const stated = Number(env['COLUMNS'])
  const width = columns ?? (Number.isInteger(stated) && stated > 0 ? stated : DEFAULT_WIDTH)
  const isPlain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb'
  return { width, colour: columns !== null && !isPlain }
}
