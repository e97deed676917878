import { alternatives, preview } from '@kpi-ledger/core/unstable'
import type { Report, WrittenMap } from './written'

/** Reports each field that is not among the known ones, and suggests names it may be a slip for. */
export const onlyKnown = (
  { entries }: WrittenMap,
  known: ReadonlyArray<string>,
  report: Report,
): void => {
  for (const [name, { at }] of entries)
    if (!known.includes(name))
      report(at, `unknown field ${preview(name)}${alternatives(name, known)}`)
}
