import { meaningOf } from '@kpi-ledger/core/unstable'
import type { RegimeInWords, Rules } from '@kpi-ledger/projections'
import { heading, paragraph, type Block } from '../document/document'
import { monthInWords } from '../words/period'

/** The bands that allow for a tolerance, where no target has one: they allow nothing there (M10). */
const withoutTolerance = ({ scheme, kpis }: RegimeInWords): ReadonlyArray<Block> => {
  const allowing = scheme.bands.filter(({ when }) => meaningOf(when).usesTolerance)
  const hasOne = kpis.some(({ statements }) =>
    statements.some(({ target }) => target?.tolerance !== undefined),
  )
  if (allowing.length === 0 || hasOne) return []
  const labels = allowing.map(({ label }) => `"${label}"`).join(', ')
  return [
    paragraph(
      `No target of this regime states a tolerance, so ${labels} allows for no miss at all.`,
    ),
  ]
}

/** A regime's bands, best first, and what is not rated, a sentence each (M31). */
export const bandsInWords = (regime: RegimeInWords): ReadonlyArray<Block> => [
  ...regime.inWords.map((sentence) => paragraph(`${sentence}.`)),
  ...withoutTolerance(regime),
  paragraph(`"${regime.scheme.notRated.label}": not rated.`),
]

/** The title of a regime, and from when it is in effect. */
export const regimeHeading = ({ title, regime, effectiveFrom }: RegimeInWords): Block =>
  heading(`${title} (${regime}), from ${monthInWords(effectiveFrom)}`)

/** How ratings are made under some regimes, in words. */
export const ratingsMadeBlocks = (
  { regimes }: Rules,
  wanted: ReadonlyArray<string>,
): ReadonlyArray<Block> =>
  regimes
    .filter(({ regime }) => wanted.includes(regime))
    .flatMap((regime) => [regimeHeading(regime), ...bandsInWords(regime)])
