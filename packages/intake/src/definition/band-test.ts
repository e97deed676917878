import type { BandTest, Margin } from '@kpi-ledger/core'
import { marginFrom, writeMargin } from './margin'
import { mapOf, mistaken, scalar, wordsOf, type Report, type Written } from './written'
import type { Place } from './place'

const target = (at: Place): Written => scalar(at, 'target')

/**
 * A margin, or the KPI's own tolerance. `5 %` is a share of the target here, since a band rates
 * KPIs of every unit.
 */
const marginOrTolerance = (at: Place, text: string): Written | null =>
  text === 'tolerance' ? scalar(at, 'tolerance') : marginFrom(at, text, false)

/** A short form of a test: its pattern, and the test it means; null if its margin is not one. */
interface Form {
  readonly looks: RegExp
  readonly test: (at: Place, rest: string) => Written | null
}

const withMargin =
  (name: string, key: string) =>
  (at: Place, rest: string): Written | null => {
    const margin = marginOrTolerance(at, rest)
    return margin === null ? null : mapOf(at, { [name]: target(at), [key]: margin })
  }

const forms: ReadonlyArray<Form> = [
  { looks: /^otherwise$/, test: (at) => scalar(at, 'otherwise') },
  { looks: /^meets (?:the )?target$/, test: (at) => mapOf(at, { meets: target(at) }) },
  { looks: /^within (.+)$/, test: withMargin('meets', 'within') },
  { looks: /^misses by less than (.+)$/, test: withMargin('meets', 'under') },
  { looks: /^beats (?:the )?target$/, test: (at) => mapOf(at, { beats: target(at) }) },
  { looks: /^beats (?:the )?target by more than (.+)$/, test: withMargin('beats', 'by') },
  { looks: /^down to (.+)$/, test: (at, level) => mapOf(at, { reaches: scalar(at, level) }) },
  { looks: /^better than (.+)$/, test: (at, level) => mapOf(at, { clears: scalar(at, level) }) },
]

const FORMS =
  '"meets target", "within tolerance", "within 5 %", "misses by less than 5 %", "beats target", "beats target by more than 5 %", "down to LEVEL", "better than LEVEL" or "otherwise"'

/** Reads the test of a band, in a short form or written out (M11). */
export const readBandTest = (written: Written, report: Report): Written => {
  const text = wordsOf(written)
  if (text === null) return written
  for (const { looks, test } of forms) {
    const [whole, rest = ''] = looks.exec(text) ?? []
    const read = whole === undefined ? null : test(written.at, rest)
    if (read !== null) return read
  }
  return mistaken(report, written.at, `expected a test: ${FORMS}, got ${JSON.stringify(text)}`)
}

const margin = (given: Margin | 'tolerance'): string =>
  given === 'tolerance' ? given : writeMargin(given)

/** The short form of a test; the test itself if it has none. */
export const writeBandTest = (when: BandTest): string | Exclude<BandTest, 'otherwise'> => {
  if (when === 'otherwise') return when
  if ('under' in when) return `misses by less than ${margin(when.under)}`
  if ('meets' in when)
    return when.within === undefined ? 'meets target' : `within ${margin(when.within)}`
  if ('beats' in when)
    return when.by === undefined ? 'beats target' : `beats target by more than ${margin(when.by)}`
  if ('clears' in when) return `better than ${when.clears}`
  return `down to ${when.reaches}`
}
