const BITS = 12
const PIECE = 1 << BITS

/** A list that grows at its end, in pieces, to avoid copying a long one. */
export class PieceList<A> {
  private readonly pieces: Array<Array<A>> = []
  /** The piece of the last item. */
  private last: Array<A> = []
  private size = 0

  get length(): number {
    return this.size
  }

  /** The item at an index; undefined if there is none. */
  at(index: number): A | undefined {
    return this.pieces[index >>> BITS]?.[index & (PIECE - 1)]
  }

  push(item: A): void {
    if ((this.size & (PIECE - 1)) === 0) this.pieces.push((this.last = []))
    this.last.push(item)
    this.size++
  }

  /** Leaves the first items only. */
  cut(length: number): void {
    if (length >= this.size) return
    this.size = length
    this.pieces.length = Math.ceil(length / PIECE)
    this.last = this.pieces.at(-1) ?? []
    this.last.splice(length - PIECE * (this.pieces.length - 1))
  }
}
