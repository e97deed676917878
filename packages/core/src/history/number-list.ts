/** Numbers of one kind in one piece of memory. */
type Numbers = Uint8Array | Int32Array | Uint32Array | Float64Array

const BITS = 14
const CHUNK = 1 << BITS
const SMALLEST = 16

/**
 * A list of numbers that grows at its end and takes as many bytes a number as its kind says. It is kept
 * in pieces, so that a long one grows without being copied.
 */
export class NumberList {
  private readonly chunks: Array<Numbers> = []
  private size = 0

  /** The kind of numbers, such as `(length) => new Float64Array(length)`. */
  constructor(private readonly make: (length: number) => Numbers) {}

  get length(): number {
    return this.size
  }

  /** The number at an index; NaN if there is none. */
  at(index: number): number {
    return index < this.size ? (this.chunks[index >>> BITS]?.[index & (CHUNK - 1)] ?? NaN) : NaN
  }

  push(value: number): void {
    this.pieceWithRoom()[this.size++ & (CHUNK - 1)] = value
  }

  /** Adds some numbers, always so many, and no more than sixteen: a power of two, so that no piece ends among them. */
  pushAll(values: Numbers): void {
    const piece = this.pieceWithRoom()
    const at = this.size & (CHUNK - 1)
    for (let i = 0; i < values.length; i++) piece[at + i] = values[i] ?? 0
    this.size += values.length
  }

  /** Replaces the number at an index that there is. */
  set(index: number, value: number): void {
    const numbers = this.chunks[index >>> BITS]
    if (numbers !== undefined) numbers[index & (CHUNK - 1)] = value
  }

  /** Leaves the first numbers only. */
  cut(length: number): void {
    if (length < this.size) this.size = length
  }

  private pieceWithRoom(): Numbers {
    const [chunk, at] = [this.size >>> BITS, this.size & (CHUNK - 1)]
    const numbers = this.chunks[chunk]
    return numbers !== undefined && at < numbers.length ? numbers : this.grow(chunk, numbers)
  }

  private grow(chunk: number, full: Numbers | undefined): Numbers {
    const length = chunk > 0 ? CHUNK : Math.min(CHUNK, 2 * (full?.length ?? SMALLEST / 2))
    const grown = this.make(length)
    if (full !== undefined) grown.set(full)
    this.chunks[chunk] = grown
    return grown
  }
}

export const bytes = (): NumberList => new NumberList((length) => new Uint8Array(length))
export const integers = (): NumberList => new NumberList((length) => new Int32Array(length))
export const numbers = (): NumberList => new NumberList((length) => new Float64Array(length))

/** Texts of which there are few, each kept once and named by a number from 0. */
export class Texts {
  private readonly numbers = new Map<string, number>()
  private readonly texts: Array<string> = []

  /** The number of a text, which is kept if it is new. */
  numberOf(text: string): number {
    const known = this.numbers.get(text)
    if (known !== undefined) return known
    this.numbers.set(text, this.texts.length)
    return this.texts.push(text) - 1
  }

  /** The number of a text; undefined if it was never kept. */
  find(text: string): number | undefined {
    return this.numbers.get(text)
  }

  /** The text of a number. */
  at(number: number): string | undefined {
    return this.texts[number]
  }

  /** The text itself, as it was first kept. */
  kept(text: string): string {
    return this.texts[this.numberOf(text)] ?? text
  }
}
