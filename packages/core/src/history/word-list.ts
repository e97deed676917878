const BITS = 14
const PIECE = 1 << BITS
const SMALLEST = 16

/** A list of 32-bit integers that grows at its end, in pieces, to avoid copying a long one. */
export class WordList {
  private readonly pieces: Array<Int32Array> = []
  private size = 0

  /** How many words there are. */
  get length(): number {
    return this.size
  }

  /** The word at an index; NaN if there is none. */
  at(index: number): number {
    return index < this.size ? (this.pieces[index >>> BITS]?.[index & (PIECE - 1)] ?? NaN) : NaN
  }

  /** Adds some words, always the same number: a power of two up to sixteen, so no piece ends among them. */
  pushAll(words: Int32Array): void {
    const piece = this.pieceWithRoom()
    const at = this.size & (PIECE - 1)
    for (let i = 0; i < words.length; i++) piece[at + i] = words[i] ?? 0
    this.size += words.length
  }

  /** Leaves the first words only. */
  cut(length: number): void {
    if (length < this.size) this.size = length
  }

  private pieceWithRoom(): Int32Array {
    const [place, at] = [this.size >>> BITS, this.size & (PIECE - 1)]
    const piece = this.pieces[place]
    return piece !== undefined && at < piece.length ? piece : this.grow(place, piece)
  }

  private grow(place: number, full: Int32Array | undefined): Int32Array {
    const length = place > 0 ? PIECE : Math.min(PIECE, 2 * (full?.length ?? SMALLEST / 2))
    const grown = new Int32Array(length)
    if (full !== undefined) grown.set(full)
    this.pieces[place] = grown
    return grown
  }
}
