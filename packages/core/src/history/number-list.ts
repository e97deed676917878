/** How far the numbers of a piece are from its least place: as narrow as they allow. */
type Offsets = Uint8Array | Uint16Array | Uint32Array | Float64Array

const BITS = 12
/** Numbers in a piece. */
const PIECE = 1 << BITS
const SMALLEST = 16

/** Integers up to here are added and subtracted without loss. */
const LARGEST = 2 ** 52
/** Steps up to here stay exact over a whole piece. */
const LARGEST_STEP = 2 ** 32

const widths: ReadonlyArray<
  readonly [largest: number, make: (length: number) => Uint8Array | Uint16Array | Uint32Array]
> = [
  [2 ** 8 - 1, (length) => new Uint8Array(length)],
  [2 ** 16 - 1, (length) => new Uint16Array(length)],
  [2 ** 32 - 1, (length) => new Uint32Array(length)],
]

const isExactly = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= LARGEST

/** Whether numbers may go on from one to the next in steps of their difference, without loss. */
const isStep = (from: number, to: number): boolean =>
  isExactly(from) && isExactly(to) && Math.abs(to - from) <= LARGEST_STEP

/** A power of two that is more than a count, up to a piece. */
const roomFor = (count: number): number =>
  Math.min(PIECE, Math.max(SMALLEST, 2 ** (32 - Math.clz32(count))))

/**
 * A piece of a list: each number is the base and its offset; without offsets, each is a step from the
 * one before, which is 0 if they are all the same.
 */
class Piece {
  private offsets: Offsets | null = null
  private step = 0
  /** The largest offset that there is room for; Infinity where the numbers are kept as they are. */
  private largest = 0

  /** The first piece of a list grows with it, for many lists are short. */
  constructor(
    private base: number,
    private readonly isFirst: boolean,
  ) {}

  at(index: number): number {
    const { offsets, base, step } = this
    if (offsets !== null) return base + (offsets[index] ?? NaN)
    return step === 0 ? base : base + step * index
  }

  /** Puts a number at an index no further than one after the `length` numbers that it has. */
  put(index: number, value: number, length: number): void {
    const { offsets, base } = this
    if (offsets === null) {
      if (index === 1 && length === 1 && isStep(base, value)) this.step = value - base
      else if (!Object.is(value, this.at(index))) this.widen(index, value, length)
      return
    }
    if (index < offsets.length && this.fits(value)) offsets[index] = value - base
    else this.widen(index, value, length)
  }

  private fits(value: number): boolean {
    const { base, largest } = this
    return (
      largest === Infinity || (value >= base && value <= base + largest && Number.isInteger(value))
    )
  }

  /** Makes room for a number, as wide as it needs with those that are there. */
  private widen(index: number, value: number, length: number): void {
    const count = Math.max(length, index + 1)
    let [least, most] = [value, value]
    let isExact = isExactly(value)
    for (let i = 0; i < length; i++) {
      const each = this.at(i)
      if (i === index) continue
      if (each < least) least = each
      if (each > most) most = each
      isExact &&= isExactly(each)
    }
    const width = isExact ? widths.find(([largest]) => most - least <= largest) : undefined
    const [largest, make] = width ?? [Infinity, (n: number) => new Float64Array(n)]
    // Room on both sides, so numbers that spread are seldom moved.
    const base = width === undefined ? 0 : least - Math.floor((largest - (most - least)) / 2)
    const offsets = make(this.isFirst ? roomFor(count) : PIECE)
    for (let i = 0; i < length; i++) offsets[i] = this.at(i) - base
    offsets[index] = value - base
    this.base = base
    this.largest = largest
    this.offsets = offsets
  }
}

/**
 * A list of numbers that grows at its end. It is kept in pieces, so that a long one grows without being
 * copied, and each piece takes as many bytes per number as its numbers differ by: none if they are all the
 * same or count on in equal steps, one, two or four if they are integers near one another, eight otherwise.
 */
export class NumberList {
  private pieces: Array<Piece> = []
  private size = 0
  /** The piece of the last number. */
  private last: Piece | null = null

  get length(): number {
    return this.size
  }

  /** The number at an index; NaN if there is none. */
  at(index: number): number {
    return index < this.size ? (this.pieces[index >>> BITS]?.at(index & (PIECE - 1)) ?? NaN) : NaN
  }

  push(value: number): void {
    const at = this.size & (PIECE - 1)
    if (at === 0) this.begin(value)
    else this.last?.put(at, value, at)
    this.size++
  }

  /** Replaces the number at an existing index. */
  set(index: number, value: number): void {
    if (index < 0 || index >= this.size) return
    const piece = index >>> BITS
    this.pieces[piece]?.put(index & (PIECE - 1), value, Math.min(PIECE, this.size - piece * PIECE))
  }

  /** Leaves the first numbers only. */
  cut(length: number): void {
    if (length >= this.size) return
    this.size = length
    this.pieces.length = Math.ceil(length / PIECE)
    this.last = this.pieces.at(-1) ?? null
  }

  private begin(value: number): void {
    const piece = new Piece(value, this.size === 0)
    this.last = piece
    // A list that is made of its first piece has no room for more: most have one.
    if (this.size === 0) this.pieces = [piece]
    else this.pieces.push(piece)
  }
}
