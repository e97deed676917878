import type { Ids } from './id-list'
import { NumberList } from './number-list'

/**
 * The ids of one stream among those of a whole ledger, which are kept there and found there: a ledger
 * in which every id is looked for has no need to keep it twice.
 */
export class SharedIds implements Ids {
  /** The position of each in the ledger, ascending. */
  private readonly places = new NumberList()

  constructor(private readonly ledger: Pick<Ids, 'at' | 'indexOf'>) {}

  /** The number of ids of the stream. */
  get length(): number {
    return this.places.length
  }

  /** Adds an id already in the ledger, after those of this stream so far. */
  push(id: string): void {
    this.places.push(this.ledger.indexOf(id))
  }

  /** The id at an index; undefined if there is none. */
  at(index: number): string | undefined {
    return index < 0 || index >= this.length ? undefined : this.ledger.at(this.places.at(index))
  }

  /** The index of an id; -1 if the stream does not have it. */
  indexOf(id: string): number {
    const place = this.ledger.indexOf(id)
    let [low, high] = [0, this.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.places.at(middle) < place) low = middle + 1
      else high = middle
    }
    return place !== -1 && this.places.at(low) === place ? low : -1
  }

  /** Leaves the first ids only; the ledger keeps all. */
  cut(length: number): void {
    this.places.cut(length)
  }
}
