/** How many names a sentence lists, and how many it suggests. */
const [LISTED, SUGGESTED] = [10, 3]

/** Fewest letters in common that make a part of a name a hint of the whole. */
const HINT = 3

/** For each length of a beginning of one text, how far it is from a beginning of the other. */
type Row = ReadonlyArray<number>

/** Nothing leads there from outside the table. */
const at = (row: Row, j: number): number => row[j] ?? Infinity

/**
 * How many letters have to be added, left out, replaced or swapped with their neighbour to make one
 * text of another; `Infinity` beyond `limit`.
 */
const distance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return Infinity
  let [before, above]: [Row, Row] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row: Array<number> = []
    for (let j = 0; j <= b.length; j++) {
      const replaced = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwapped ? at(before, j - 2) + 1 : Infinity
      row.push(Math.min(at(above, j) + 1, at(row, j - 1) + 1, replaced, swapped))
    }
    ;[before, above] = [above, row]
  }
  const found = at(above, b.length)
  return found <= limit ? found : Infinity
}

interface Ranked {
  readonly name: string
  readonly distance: number
  readonly near: boolean
}

/** The names with how far they are from what was typed, ignoring case, the nearest first. */
const ranked = (typed: string, names: ReadonlyArray<string>): ReadonlyArray<Ranked> => {
  const wanted = typed.toLowerCase()
  return names
    .map((name) => {
      const other = name.toLowerCase()
      const limit = Math.floor((Math.max(wanted.length, other.length) + 1) / 3)
      const hint =
        Math.min(wanted.length, other.length) >= HINT &&
        (wanted.includes(other) || other.includes(wanted))
      const away = distance(wanted, other, limit)
      return { name, distance: away, near: hint || away <= limit }
    })
    .sort((a, b) => (a.distance === b.distance ? 0 : a.distance - b.distance))
}

/** The names that may have been meant by what was typed, nearest first, at most three. */
export const nearest = (typed: string, names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const near = ranked(typed, names).filter((each) => each.near)
  const best = near[0]?.distance
  return near
    .filter((each) => each.distance === best)
    .slice(0, SUGGESTED)
    .map(({ name }) => name)
}

const quoted = (names: ReadonlyArray<string>, last: 'and' | 'or', more = 0): string => {
  const all = [...names.map((name) => `"${name}"`), ...(more === 0 ? [] : [`${more} more`])]
  return all.length === 1
    ? all.join()
    : `${all.slice(0, -1).join(', ')} ${last} ${all.slice(-1).join()}`
}

/**
 * What there is instead of a name that is not known, to end a sentence with: the nearest names, and
 * a list of at most ten.
 */
export const alternatives = (typed: string, names: ReadonlyArray<string>): string => {
  if (names.length === 0) return '; there are none'
  const suggested = nearest(typed, names)
  const all =
    names.length <= LISTED
      ? names
      : ranked(typed, names)
          .slice(0, LISTED)
          .map(({ name }) => name)
  const list = `${names.length === 1 ? 'there is' : 'there are'} ${quoted(all, 'and', names.length - all.length)}`
  if (suggested.length === 0) return `; ${list}`
  const question = `; did you mean ${quoted(suggested, 'or')}?`
  return suggested.length === names.length ? question : `${question} T${list.slice(1)}`
}
