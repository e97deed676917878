/** How far the numbers of a piece are from its least place: as narrow as they allow. */
type Offsets = Uint8Array | Uint16Array | Uint32Array | Float64Array

const BITS = 12
/** Numbers in a piece. */
const PIECE = 1 << BITS
const SMALLEST = 16

/** Integers up to here are added and subtracted without loss. */
const LARGEST = 2 ** 52

const widths: ReadonlyArray<
  readonly [largest: number, make: (length: number) => Uint8Array | Uint16Array | Uint32Array]
> = [
  [2 ** 8 - 1, (length) => new Uint8Array(length)],
  [2 ** 16 - 1, (length) => new Uint16Array(length)],
  [2 ** 32 - 1, (length) => new Uint32Array(length)],
]

/** A piece of a list: each number is the base and its offset; without offsets, all are the base. */
class Piece {
  private offsets: Offsets | null = null
  /** The largest offset that there is room for; Infinity where the numbers are kept as they are. */
  private largest = 0

  constructor(private base: number) {}

  at(index: number): number {
    const { offsets, base } = this
    return offsets === null ? base : base + (offsets[index] ?? NaN)
  }

  /** Puts a number at an index no further than one after the `length` numbers that it has. */
  put(index: number, value: number, length: number): void {
    const { offsets, base } = this
    if (offsets === null) {
      if (!Object.is(value, base)) this.widen(index, value, length)
      return
    }
    if (index < offsets.length && this.fits(value)) offsets[index] = value - base
    else this.widen(index, value, length)
  }

  private fits(value: number): boolean {
    const { base, largest } = this
    return (
      largest === Infinity ||
      (value >= base && value <= base + largest && Number.isInteger(value))
    )
  }

  /** Makes room for a number, and for as many again as a piece begins with. */
  private widen(index: number, value: number, length: number): void {
    const count = Math.max(length, index + 1)
    const numbers = Array.from({ length: count }, (_, i) => (i === index ? value : this.at(i)))
    let [least, most] = [Infinity, -Infinity]
    let isExact = true
    for (const each of numbers) {
      least = Math.min(least, each)
      most = Math.max(most, each)
      isExact &&= Number.isInteger(each) && Math.abs(each) <= LARGEST
    }
    const room = Math.min(PIECE, Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(count + 1))))
    const width = isExact ? widths.find(([largest]) => most - least <= largest) : undefined
    const [largest, make] = width ?? [Infinity, (n: number) => new Float64Array(n)]
    // Room on both sides, so that numbers that spread are seldom moved.
    this.base = width === undefined ? 0 : least - Math.floor((largest - (most - least)) / 2)
    this.largest = largest
    this.offsets = make(room)
    for (const [i, each] of numbers.entries()) this.offsets[i] = each - this.base
  }
}

/**
 * A list of numbers that grows at its end. It is kept in pieces, so that a long one grows without being
 * copied, and each piece takes as many bytes a number as its numbers differ by: none if they are all the
 * same, one, two or four if they are integers near one another, eight otherwise.
 */
export class NumberList {
  private pieces: Array<Piece> = []
  private size = 0

  get length(): number {
    return this.size
  }

  /** The number at an index; NaN if there is none. */
  at(index: number): number {
    return index < this.size ? (this.pieces[index >>> BITS]?.at(index & (PIECE - 1)) ?? NaN) : NaN
  }

  push(value: number): void {
    const [piece, at] = [this.size >>> BITS, this.size & (PIECE - 1)]
    if (piece === 0 && at === 0) this.pieces = [new Piece(value)]
    else if (at === 0) this.pieces[piece] = new Piece(value)
    else this.pieces[piece]?.put(at, value, at)
    this.size++
  }

  /** Replaces the number at an index that there is. */
  set(index: number, value: number): void {
    if (index < 0 || index >= this.size) return
    const piece = index >>> BITS
    this.pieces[piece]?.put(
      index & (PIECE - 1),
      value,
      Math.min(PIECE, this.size - piece * PIECE),
    )
  }

  /** Leaves the first numbers only. */
  cut(length: number): void {
    if (length >= this.size) return
    this.size = length
    this.pieces.length = Math.ceil(length / PIECE)
  }
}
