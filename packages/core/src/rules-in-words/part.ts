/** Something that a rule states, in words: of `tolerance`, `2 %`. */
export interface RulePart {
  /** Its name for people, as it stands in this statement. */
  readonly of: string
  /** What the rule itself calls it, where that name may change, such as the label of a band. */
  readonly key?: string
  /** What it is, in words. */
  readonly words: string
  /** What is compared instead of its words, such as the codes of bands in place of their labels. */
  readonly means?: string
  /** What it is made of, such as the months of a profile. */
  readonly parts?: ReadonlyArray<RulePart>
}

/** What a part of a rule was, and what it became, in words; null where it was not stated (M31). */
export interface RuleChange {
  /** `target`, `tolerance`, `detriment level`, `May profile`, `unit`, `label of band "Met"` … */
  readonly of: string
  /** What it was before; null if it was not stated. */
  readonly from: string | null
  /** What it became; null if it is no longer stated. */
  readonly to: string | null
}

const meaningOf = (part: RulePart | undefined): string | undefined => part?.means ?? part?.words

const changesOf = (
  was: RulePart | undefined,
  is: RulePart | undefined,
): ReadonlyArray<RuleChange> => {
  if (meaningOf(was) === meaningOf(is)) return []
  if (was?.parts !== undefined && is?.parts !== undefined)
    return changesBetween(was.parts, is.parts)
  const of = was?.of ?? is?.of ?? ''
  return [{ of, from: was?.words ?? null, to: is?.words ?? null }]
}

const keyOf = ({ of, key = of }: RulePart): string => key

/** What differs between two statements of a rule, part by part, each by its name before (M31). */
export const changesBetween = (
  was: ReadonlyArray<RulePart>,
  is: ReadonlyArray<RulePart>,
): ReadonlyArray<RuleChange> => {
  const named = (parts: ReadonlyArray<RulePart>, name: string): RulePart | undefined =>
    parts.find((part) => keyOf(part) === name)
  const names = new Set([...is, ...was].map(keyOf))
  return [...names].flatMap((name) => changesOf(named(was, name), named(is, name)))
}

/** Changes as one clause: `tolerance from none to 2 %, unit from percent to days`. */
export const changesInWords = (changes: ReadonlyArray<RuleChange>): string =>
  changes.map(({ of, from, to }) => `${of} from ${from ?? 'none'} to ${to ?? 'none'}`).join(', ')
