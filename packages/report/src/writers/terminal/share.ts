/**
 * The widths a column asks for: its minimum, what suits most of its content, and what fits all of
 * it.
 */
export interface Wish {
  /** The width of the widest word. */
  readonly least: number
  /** A width that suits most of the content. */
  readonly usual: number
  /** A width that fits all of the content on one line each. */
  readonly most: number
}

const sum = (widths: ReadonlyArray<number>): number => widths.reduce((total, n) => total + n, 0)

/**
 * Distributes spare width to columns that have what suits them, starting with those that need the
 * least more, up to all they ask for.
 */
const fill = (wishes: ReadonlyArray<Wish>, left: number): ReadonlyArray<number> => {
  const wanted = wishes.map(({ most, usual }, i) => ({ i, usual, more: most - usual }))
  const filled = wanted
    .sort((a, b) => a.more - b.more)
    .map(({ i, usual, more }, served) => {
      const added = Math.min(more, Math.floor(left / (wishes.length - served)))
      left -= added
      return { i, width: usual + added }
    })
  return filled.sort((a, b) => a.i - b.i).map(({ width }) => width)
}

/**
 * A column's share of the width: less than proportional, so that a long description is wrapped
 * before a rating is.
 */
const weightOf = ({ usual }: Wish): number => Math.sqrt(usual)

/** Distributes width by weight, giving no column less than its minimum. */
const byWeight = (wishes: ReadonlyArray<Wish>, room: number): ReadonlyMap<Wish, number> => {
  const tight = new Set<Wish>()
  for (;;) {
    const open = wishes.filter((wish) => !tight.has(wish))
    const left = room - sum([...tight].map(({ least }) => least))
    const all = sum(open.map(weightOf))
    const share = (wish: Wish): number => Math.floor((left * weightOf(wish)) / all)
    const short = open.filter((wish) => share(wish) < wish.least)
    if (short.length === 0)
      return new Map(wishes.map((wish) => [wish, tight.has(wish) ? wish.least : share(wish)]))
    for (const wish of short) tight.add(wish)
  }
}

/**
 * Gives columns that ask for little more than their minimum what suits them; the others share the
 * rest.
 */
const squeeze = (wishes: ReadonlyArray<Wish>, room: number): ReadonlyArray<number> => {
  const content = new Set<Wish>()
  for (;;) {
    const others = wishes.filter((wish) => !content.has(wish))
    const left = room - sum(wishes.map((wish) => (content.has(wish) ? wish.usual : wish.least)))
    const small = others.filter(
      ({ least, usual }) => usual - least <= Math.floor(left / others.length),
    )
    if (small.length === 0) {
      const rest = room - sum([...content].map(({ usual }) => usual))
      const shares = byWeight(others, rest)
      return wishes.map((wish) => shares.get(wish) ?? wish.usual)
    }
    for (const wish of small) content.add(wish)
  }
}

/**
 * The widths of columns that share a line: all that each asks for if possible; otherwise narrow
 * columns get what suits them and wide ones share the rest. Null if even the minimum does not fit.
 */
export const shareRoom = (
  wishes: ReadonlyArray<Wish>,
  room: number,
): ReadonlyArray<number> | null => {
  if (sum(wishes.map(({ least }) => least)) > room) return null
  const left = room - sum(wishes.map(({ usual }) => usual))
  return left >= 0 ? fill(wishes, left) : squeeze(wishes, room)
}
