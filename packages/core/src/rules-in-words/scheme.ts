import { meaningOf } from '../rating/band-test'
import type { Band, Scheme } from '../rating/scheme'
import { codeInWords } from '../kpi/outcome'
import type { RulePart } from './part'

const bandPart = ({ code, label, grade, when }: Band): RulePart => {
  const test = meaningOf(when).inWords
  return {
    of: `band ${code}`,
    words: `"${label}" (${codeInWords(grade)}) ${test}`,
    parts: [
      { of: `label of band ${code}`, words: `"${label}"` },
      { of: `grade of band ${code}`, words: codeInWords(grade) },
      { of: `test of band ${code}`, words: `"${test}"` },
    ],
  }
}

/** A band as a sentence, without its full stop: `"Met" (good): the figure meets the target` (M31). */
export const bandInWords = ({ label, grade, when }: Band): string =>
  `"${label}" (${codeInWords(grade)}): the figure ${meaningOf(when).inWords}`

/** What a scheme states: its bands, their order, its levels, and what is not rated (M11). */
export const schemeParts = ({ bands, notRated, levels }: Scheme): ReadonlyArray<RulePart> => [
  ...bands.map(bandPart),
  { of: 'order of bands', words: bands.map(({ code }) => code).join(', ') },
  ...(levels === undefined || levels.length === 0
    ? []
    : [{ of: 'levels', words: levels.join(', ') }]),
  { of: 'word for what is not rated', words: `"${notRated.label}"` },
]

/** The bands of a scheme in words, best first, and its word for what is not rated. */
export const schemeInWords = (scheme: Scheme): string =>
  [
    ...scheme.bands.map((band) => bandPart(band).words),
    `"${scheme.notRated.label}" if not rated`,
  ].join('; ')
