import type { Margin } from '@kpi-ledger/core'
import type { Place } from './place'
import { mapOf, mistaken, scalar, wordsOf, type Report, type Written } from './written'
import { NUMBER, numberOf, written as inDigits } from './written-number'

const PERCENT = new RegExp(String.raw`^(${NUMBER}) ?%( of (?:the )?target)?$`)
const ABSOLUTE = new RegExp(String.raw`^(${NUMBER})(?: points?)?$`)

/** What a margin may be written as. */
const MARGIN_FORMS = '"5 % of target", or a number in the KPI\'s unit such as "2"'

/**
 * Reads a margin in words (M10): `5 % of target` is a share of the target, `2` or `2 points` are in
 * the unit of the KPI. `5 %` alone is a share only where it could not mean percentage points of the
 * KPI. Null if the text is none of these.
 */
export const marginFrom = (at: Place, text: string, inPercent: boolean): Written | null => {
  const [, percent, ofTarget] = PERCENT.exec(text) ?? []
  if (percent !== undefined && !(inPercent && ofTarget === undefined))
    return mapOf(at, { percent: scalar(at, numberOf(percent)) })
  const [, absolute] = ABSOLUTE.exec(text) ?? []
  return absolute === undefined ? null : mapOf(at, { absolute: scalar(at, numberOf(absolute)) })
}

/** The message for text that is not a margin. */
const notAMargin = (text: string): string =>
  PERCENT.test(text)
    ? `${JSON.stringify(text)} may be a share of the target or percentage points: write ${JSON.stringify(`${text} of target`)} or ${JSON.stringify(text.replace(/ ?%/, ' points'))}`
    : `expected a margin: ${MARGIN_FORMS}, got ${JSON.stringify(text)}`

/** Reads a margin, in words or written out. */
export const readMargin = (written: Written, inPercent: boolean, report: Report): Written => {
  const text = wordsOf(written)
  if (text === null) return written
  const margin = marginFrom(written.at, text, inPercent)
  return margin ?? mistaken(report, written.at, notAMargin(text))
}

/** Writes a margin in words that are read back as the same margin. */
export const writeMargin = (margin: Margin): string =>
  'absolute' in margin
    ? `${inDigits(margin.absolute)} points`
    : `${inDigits(margin.percent)} % of target`
