/** A small set of texts, each kept once and numbered from 0. */
export class Texts {
  private readonly numbers = new Map<string, number>()
  private readonly texts: Array<string> = []

  /** The number of a text, which is added if it is new. */
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
