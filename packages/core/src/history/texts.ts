/** A small set of texts, each kept once and numbered from 0. */
export class Texts {
  private readonly numbers = new Map<string, number>()
  private readonly texts: Array<string> = []
  /** The number asked for last: many events in a row have the same type, period or actor. */
  private last = 0

  /** The number of a text, which is added if it is new. */
  numberOf(text: string): number {
    if (this.texts[this.last] !== text) this.last = this.numbers.get(text) ?? this.add(text)
    return this.last
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

  private add(text: string): number {
    this.numbers.set(text, this.texts.length)
    return this.texts.push(text) - 1
  }
}
