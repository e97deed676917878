import { WordList } from './word-list'

const DASH = 0x2d
const UUID_LENGTH = 36

/** The values of lower-case hex digits by character; other characters have negative ones. */
const DIGITS = new Int8Array(128).fill(-1)
for (let value = 0; value < 16; value++) DIGITS[value.toString(16).charCodeAt(0)] = value

/** The four words of the UUID that was read last: there is one for every event, so none is made. */
const words = new Int32Array(4)

const digitAt = (id: string, at: number): number => DIGITS[id.charCodeAt(at)] ?? -1

/** Four digits as a number; a negative one if they are not all digits. */
const halfAt = (id: string, at: number): number =>
  (digitAt(id, at) << 12) |
  (digitAt(id, at + 1) << 8) |
  (digitAt(id, at + 2) << 4) |
  digitAt(id, at + 3)

const isDashed = (id: string): boolean =>
  id.charCodeAt(8) === DASH &&
  id.charCodeAt(13) === DASH &&
  id.charCodeAt(18) === DASH &&
  id.charCodeAt(23) === DASH

/** Where the halves of the four words of a UUID begin. */
const HALVES = [0, 4, 9, 14, 19, 24, 28, 32] as const

/** Reads a lower-case UUID into `words`; whether it is one. */
const readWords = (id: string): boolean => {
  if (id.length !== UUID_LENGTH || !isDashed(id)) return false
  let wrong = 0
  for (let i = 0; i < 4; i++) {
    const high = halfAt(id, HALVES[2 * i] ?? 0)
    const low = halfAt(id, HALVES[2 * i + 1] ?? 0)
    wrong |= high | low
    words[i] = (high << 16) | low
  }
  return wrong >= 0
}

/** The characters of the UUID that is being written, with its dashes. */
const characters = Array.from('00000000-0000-0000-0000-000000000000', (c) => c.charCodeAt(0))
const digitCodes = Array.from('0123456789abcdef', (c) => c.charCodeAt(0))

/** The UUID of four words, as one flat string: a concatenated one would keep all its parts alive. */
const textOf = (wordAt: (i: number) => number): string => {
  let place = 0
  for (let i = 0; i < 4; i++) {
    const word = wordAt(i)
    for (let shift = 28; shift >= 0; shift -= 4, place++) {
      if (characters[place] === DASH) place++
      characters[place] = digitCodes[(word >>> shift) & 15] ?? DASH
    }
  }
  return String.fromCharCode(...characters)
}

/** Spreads the bits of an id over its hash. */
const mixed = (hash: number, value: number): number => {
  let mix = Math.imul(hash ^ value, 0x85ebca6b)
  mix ^= mix >>> 13
  mix = Math.imul(mix, 0xc2b2ae35)
  return mix ^ (mix >>> 16)
}

/** Ids of events in order, each of which can be looked up. */
export interface Ids {
  /** The number of ids. */
  readonly length: number
  /** Adds an id at the end. */
  readonly push: (id: string) => void
  /** The id at an index; undefined if there is none. */
  readonly at: (index: number) => string | undefined
  /** The place of an id; -1 if it is not there. */
  readonly indexOf: (id: string) => number
  /** Leaves the first ids only. */
  readonly cut: (length: number) => void
}

/**
 * Ids of events in order, 16 bytes each, and the position of each. Anything but a UUID is kept
 * as it is: an event that was only planned has no id yet.
 */
export class IdList implements Ids {
  private readonly words = new WordList()
  private readonly odd = new Map<number, string>()
  /** The places plus one, by hash. Built when somebody first asks for the place of an id. */
  private table: Int32Array | null = null

  /** A secret `seed` prevents others from choosing ids that collide. */
  constructor(private readonly seed = 0) {}

  /** The number of ids. */
  get length(): number {
    return this.words.length / 4
  }

  /** Adds an id at the end. */
  push(id: string): void {
    const index = this.length
    const isUuid = readWords(id)
    if (!isUuid) this.odd.set(index, id)
    if (!isUuid) words.fill(0)
    this.words.pushAll(words)
    if (this.table === null) return
    if (3 * this.length > 2 * this.table.length) this.index()
    else if (isUuid) this.enter(this.table, index)
  }

  /** The id at an index; undefined if there is none. */
  at(index: number): string | undefined {
    if (index < 0 || index >= this.length) return undefined
    const odd = this.odd.get(index)
    if (odd !== undefined) return odd
    return textOf((i) => this.words.at(4 * index + i))
  }

  /** The place of an id; -1 if it is not there. */
  indexOf(id: string): number {
    const table = this.table ?? this.index()
    if (!readWords(id)) return [...this.odd].findLast(([, each]) => each === id)?.[0] ?? -1
    const mask = table.length - 1
    for (let at = words.reduce(mixed, this.seed) & mask; ; at = (at + 1) & mask) {
      const index = (table[at] ?? 0) - 1
      if (index === -1) return -1
      if (words.every((word, i) => this.words.at(4 * index + i) === word)) return index
    }
  }

  /** Leaves the first ids only. */
  cut(length: number): void {
    if (length >= this.length) return
    // Last in, first out, so no other entry's probe path passes through it.
    for (let index = this.length - 1; index >= length; index--)
      if (!this.odd.delete(index) && this.table !== null) this.leave(this.table, index)
    this.words.cut(4 * length)
  }

  private hashOf(index: number): number {
    let hash = this.seed
    for (let i = 0; i < 4; i++) hash = mixed(hash, this.words.at(4 * index + i))
    return hash
  }

  private enter(table: Int32Array, index: number): void {
    const mask = table.length - 1
    let at = this.hashOf(index) & mask
    while (table[at] !== 0) at = (at + 1) & mask
    table[at] = index + 1
  }

  private leave(table: Int32Array, index: number): void {
    const mask = table.length - 1
    let at = this.hashOf(index) & mask
    while (table[at] !== index + 1) at = (at + 1) & mask
    table[at] = 0
  }

  private index(): Int32Array {
    let capacity = 16
    while (2 * capacity <= 3 * this.length) capacity *= 2
    // The old one is removed before the new one is added.
    this.table = null
    const table = new Int32Array(capacity)
    for (let index = 0; index < this.length; index++)
      if (!this.odd.has(index)) this.enter(table, index)
    this.table = table
    return table
  }
}
