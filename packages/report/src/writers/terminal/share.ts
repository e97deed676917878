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
 * Distributes spare width, starting with the columns that need the least more, up to all they ask
 * for.
 */
const fill = (
  wishes: ReadonlyArray<Wish>,
  widths: ReadonlyArray<number>,
  left: number,
): ReadonlyArray<number> => {
  const filled = [...widths]
  const wanted = wishes.map(({ most }, i) => most - (widths[i] ?? 0))
  const order = [...wanted.keys()].sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  for (const [served, i] of order.entries()) {
    const more = Math.min(wanted[i] ?? 0, Math.floor(left / (order.length - served)))
    filled[i] = (filled[i] ?? 0) + more
    left -= more
  }
  return filled
}

/**
 * A column's share of the width: less than proportional, so that a long description is wrapped
 * before a rating is.
 */
const weightOf = ({ usual }: Wish): number => Math.sqrt(usual)

/** Distributes width by weight, giving no column less than its minimum. */
const byWeight = (wishes: ReadonlyArray<Wish>, room: number): ReadonlyArray<number> => {
  const tight = new Set<number>()
  for (;;) {
    const open = [...wishes.entries()].filter(([i]) => !tight.has(i))
    const left = room - sum([...tight].map((i) => wishes[i]?.least ?? 0))
    const all = sum(open.map(([, wish]) => weightOf(wish)))
    const share = (wish: Wish): number => Math.floor((left * weightOf(wish)) / all)
    const short = open.filter(([, wish]) => share(wish) < wish.least)
    if (short.length === 0)
      return wishes.map((wish, i) => (tight.has(i) ? wish.least : share(wish)))
    for (const [i] of short) tight.add(i)
  }
}

/**
 * Gives columns that ask for little more than their minimum what suits them; the others share the
 * rest.
 */
const squeeze = (wishes: ReadonlyArray<Wish>, room: number): ReadonlyArray<number> => {
  const content = new Set<number>()
  for (;;) {
    const others = [...wishes.entries()].filter(([i]) => !content.has(i))
    const left = room - sum(wishes.map(({ least, usual }, i) => (content.has(i) ? usual : least)))
    const small = others.filter(
      ([, { least, usual }]) => usual - least <= Math.floor(left / others.length),
    )
    if (small.length === 0) {
      const rest = room - sum([...content].map((i) => wishes[i]?.usual ?? 0))
      const shares = byWeight(
        others.map(([, wish]) => wish),
        rest,
      )
      const of = new Map(others.map(([i], place) => [i, shares[place] ?? 0]))
      return wishes.map(({ usual }, i) => of.get(i) ?? usual)
    }
    for (const [i] of small) content.add(i)
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
  const usual = wishes.map((wish) => wish.usual)
  const left = room - sum(usual)
  return left >= 0 ? fill(wishes, usual, left) : squeeze(wishes, room)
}
