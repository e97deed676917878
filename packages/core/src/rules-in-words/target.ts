import { shortMonthName } from '../period/month'
import { exact } from '../rating/decimal'
import type { Margin } from '../rating/margin'
import type { Comparator, Profile, Range, Target } from '../rating/target'
import type { RulePart } from './part'
import type { Saying } from './saying'

/** The words of a comparator, before its value. */
export const NEEDED: Readonly<Record<Exclude<Comparator, 'between'>, string>> = {
  '>=': 'at least ',
  '>': 'more than ',
  '<=': 'at most ',
  '<': 'less than ',
}

const valueInWords = (value: number | Range, { figure }: Saying): string =>
  typeof value === 'number'
    ? figure(value)
    : `between ${figure(value.low)} and ${figure(value.high)}`

const marginIn = (margin: Margin, { figure }: Saying): string =>
  'absolute' in margin
    ? figure(margin.absolute)
    : `${exact(margin.percent).toFixed()} % of the target`

type Level = number | Range | Margin

/** A level's value, or how much worse than the target it is (M10). */
const levelInWords = (level: Level, saying: Saying): string =>
  typeof level === 'number' || 'low' in level
    ? valueInWords(level, saying)
    : `${marginIn(level, saying)} worse than it`

/** The months of a profile, in the order of the financial year. */
const monthsIn = (profile: Profile, { figure, yearStart }: Saying): ReadonlyArray<RulePart> =>
  Array.from({ length: 12 }, (_, i) => ((yearStart - 1 + i) % 12) + 1).flatMap((month) => {
    const key = String(month).padStart(2, '0')
    const value = Object.hasOwn(profile, key) ? profile[key] : undefined
    return value === undefined
      ? []
      : [{ of: `${shortMonthName(month)} profile`, words: figure(value) }]
  })

const profileParts = (target: Target, saying: Saying): ReadonlyArray<RulePart> => {
  if (target.comparator === 'between' || target.profile === undefined) return []
  const parts = monthsIn(target.profile, saying)
  const words = parts.map((part) => `${part.of.replace(' profile', '')} ${part.words}`)
  return [{ of: 'profile', words: words.join(', '), parts }]
}

/** What a target states: its value, tolerance, levels and profile (M9, M9a, M10, M14). */
export const targetParts = (target: Target | null, saying: Saying): ReadonlyArray<RulePart> =>
  target === null ? [{ of: 'target', words: 'no target' }] : statedParts(target, saying)

const statedParts = (target: Target, saying: Saying): ReadonlyArray<RulePart> => [
  {
    of: 'target',
    words:
      target.comparator === 'between'
        ? valueInWords(target, saying)
        : `${NEEDED[target.comparator]}${valueInWords(target.value, saying)}`,
  },
  ...(target.tolerance === undefined
    ? []
    : [{ of: 'tolerance', words: marginIn(target.tolerance, saying) }]),
  ...Object.entries(target.levels ?? {}).map(([level, value]: [string, Level]) => ({
    of: `${level} level`,
    words: levelInWords(value, saying),
  })),
  ...profileParts(target, saying),
]

/** A target in full: `at least 90 %, tolerance 2 %, profile Apr 80 %, May 90 %`. */
export const targetInFull = (target: Target | null, saying: Saying): string =>
  targetParts(target, saying)
    .map(({ of, words }) => (of === 'target' ? words : `${of} ${words}`))
    .join(', ')
