import { meaningOf } from '@kpi-ledger/core/unstable'
import type { RegimeInWords, Rules } from '@kpi-ledger/projections'
import { heading, paragraph, type Block } from '../document/document'
import { monthInWords } from '../words/period'

/** A remark on bands that allow a tolerance if no target states one: they then allow nothing (M10). */
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

/** A regime's bands, best first, and its word for what is not rated, one sentence each (M31). */
export const bandsInWords = (regime: RegimeInWords): ReadonlyArray<Block> => [
  ...regime.inWords.map((sentence) => paragraph(`${sentence}.`)),
  ...withoutTolerance(regime),
  paragraph(`"${regime.scheme.notRated.label}": not rated.`),
]

/** A heading with a regime's title and the month it takes effect. */
export const regimeHeading = ({ title, regime, effectiveFrom }: RegimeInWords): Block =>
  heading(`${title} (${regime}), from ${monthInWords(effectiveFrom)}`)

/** In words, how ratings are made under some regimes. */
export const ratingsMadeBlocks = (
  { regimes }: Rules,
  wanted: ReadonlyArray<string>,
): ReadonlyArray<Block> =>
  regimes
    .filter(({ regime }) => wanted.includes(regime))
    .flatMap((regime) => [regimeHeading(regime), ...bandsInWords(regime)])
