import { alternatives, preview } from '@kpi-ledger/core/unstable'
import type { Report, WrittenMap } from './written'

/** Reports each field that is not one of these, with the names it may be a slip of. */
export const onlyKnown = (
  { entries, at }: WrittenMap,
  known: ReadonlyArray<string>,
  report: Report,
): void => {
  for (const [name, { at: place }] of entries)
    if (!known.includes(name))
      report(place ?? at, `unknown field ${preview(name)}${alternatives(name, known)}`)
}
