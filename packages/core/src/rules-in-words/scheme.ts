import { meaningOf } from '../rating/band-test'
import { notRatedReasons } from '../rating/not-rated'
import type { Band, Scheme } from '../rating/scheme'
import { counted } from '../schema/sentences'
import { codeInWords } from '../kpi/outcome'
import type { RulePart } from './part'

/** `1 point`, `3 points`. */
const pointsInWords = (points: number): string => counted(points, 'point')

const costsInWords = (points: number | undefined): string =>
  points === undefined ? '' : `, ${pointsInWords(points)}`

const bandPart = ({ code, label, grade, when, points }: Band): RulePart => {
  const test = meaningOf(when).inWords
  const part = (name: string, said: string): RulePart => ({
    of: `${name} of band "${label}"`,
    key: name,
    words: said,
  })
  return {
    of: `band "${label}"`,
    key: `band ${code}`,
    words: `"${label}" (${codeInWords(grade)}${costsInWords(points)}) ${test}`,
    parts: [
      part('label', `"${label}"`),
      part('grade', codeInWords(grade)),
      part('test', `"${test}"`),
      ...(points === undefined ? [] : [part('points', pointsInWords(points))]),
    ],
  }
}

/** A band as a sentence, without its full stop: `"Met" (good): the figure meets the target` (M31). */
export const bandInWords = ({ label, grade, when, points }: Band): string =>
  `"${label}" (${codeInWords(grade)}${costsInWords(points)}): the figure ${meaningOf(when).inWords}`

/** What a scheme states: its bands, their order, its levels, what is not rated and what repeats cost. */
export const schemeParts = ({
  bands,
  notRated,
  levels,
  repeat,
}: Scheme): ReadonlyArray<RulePart> => [
  ...bands.map(bandPart),
  {
    of: 'order of bands',
    words: bands.map(({ label }) => `"${label}"`).join(', '),
    means: bands.map(({ code }) => code).join(', '),
  },
  ...(levels === undefined || levels.length === 0
    ? []
    : [{ of: 'levels', words: levels.join(', ') }]),
  { of: 'word for what is not rated', words: `"${notRated.label}"` },
  ...notRatedReasons.flatMap((reason) => {
    const word = notRated.by?.[reason]
    return word === undefined
      ? []
      : [{ of: `word for ${codeInWords(reason)}`, words: `"${word.label}"` }]
  }),
  ...(repeat === undefined
    ? []
    : [
        {
          of: 'repeats',
          words: `"points times ${repeat.factor} once ${repeat.within} periods in a row have points"`,
        },
      ]),
]

/** The bands of a scheme in words, best first, and its word for what is not rated. */
export const schemeInWords = (scheme: Scheme): string =>
  [
    ...scheme.bands.map((band) => bandPart(band).words),
    `"${scheme.notRated.label}" if not rated`,
  ].join('; ')
