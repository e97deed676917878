import type { Ids } from './id-list'
import { NumberList } from './number-list'

/**
 * The ids of one stream among those of a whole ledger, which are kept there and found there: a ledger
 * in which every id is looked for has no need to keep it twice.
 */
export class SharedIds implements Ids {
  /** Where each of them stands in the ledger; they only go up. */
  private readonly places = new NumberList()

  constructor(private readonly ledger: Ids) {}

  get length(): number {
    return this.places.length
  }

  /** Adds an id, after all ids of the ledger. */
  push(id: string): void {
    this.places.push(this.ledger.length)
    this.ledger.push(id)
  }

  at(index: number): string | undefined {
    return index < 0 || index >= this.length ? undefined : this.ledger.at(this.places.at(index))
  }

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

  /** Leaves the first ids only; those that go are the last of the ledger. */
  cut(length: number): void {
    if (length >= this.length) return
    this.ledger.cut(this.places.at(length))
    this.places.cut(length)
  }
}
