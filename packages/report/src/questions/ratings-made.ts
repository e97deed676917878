import type { RegimeInWords, Rules } from '@kpi-ledger/projections'
import { heading, paragraph, type Block } from '../document/document'
import { monthInWords } from '../words/period'

/** A regime's bands, best first, and what is not rated, a sentence each (M31). */
export const bandsInWords = ({ inWords, scheme }: RegimeInWords): ReadonlyArray<Block> => [
  ...inWords.map((sentence) => paragraph(`${sentence}.`)),
  paragraph(`"${scheme.notRated.label}": not rated.`),
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
