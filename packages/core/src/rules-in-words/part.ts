/** Something that a rule states, in words: of `tolerance`, `2 %`. */
export interface RulePart {
  /** Its name, unique in the rule. */
  readonly of: string
  readonly words: string
  /** What it is made of, such as the months of a profile. */
  readonly parts?: ReadonlyArray<RulePart>
}

/** What a part of a rule was, and what it became, in words; null where it was not stated (M31). */
export interface RuleChange {
  /** `target`, `tolerance`, `detriment level`, `May profile`, `unit`, `label of band met` … */
  readonly of: string
  readonly from: string | null
  readonly to: string | null
}

const changesOf = (
  was: RulePart | undefined,
  is: RulePart | undefined,
): ReadonlyArray<RuleChange> => {
  if (was?.words === is?.words) return []
  if (was?.parts !== undefined && is?.parts !== undefined)
    return changesBetween(was.parts, is.parts)
  const of = is?.of ?? was?.of ?? ''
  return [{ of, from: was?.words ?? null, to: is?.words ?? null }]
}

/** What differs between two statements of a rule, part by part (M31). */
export const changesBetween = (
  was: ReadonlyArray<RulePart>,
  is: ReadonlyArray<RulePart>,
): ReadonlyArray<RuleChange> => {
  const named = (parts: ReadonlyArray<RulePart>, name: string): RulePart | undefined =>
    parts.find(({ of }) => of === name)
  const names = new Set([...is, ...was].map(({ of }) => of))
  return [...names].flatMap((name) => changesOf(named(was, name), named(is, name)))
}

/** Changes as one clause: `tolerance from none to 2 %, unit from percent to days`. */
export const changesInWords = (changes: ReadonlyArray<RuleChange>): string =>
  changes.map(({ of, from, to }) => `${of} from ${from ?? 'none'} to ${to ?? 'none'}`).join(', ')
