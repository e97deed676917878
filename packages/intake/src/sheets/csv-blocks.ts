import type { Encoding } from './encoding'
import { MAX_ROW } from './limits'

/** The bytes of a file as they arrive. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

const [QUOTE, CR, LF] = [0x22, 0x0d, 0x0a]

/** How many characters are searched at once for the end of a row. */
const BLOCK = 32 * 1024

/**
 * Finds where rows end. As the rules of CSV have it, a quote opens only at the start of a field.
 */
class RowEnds {
  private inQuotes = false
  private atStart = true
  private closed = false

  constructor(private readonly delimiter: number) {}

  /** The end of the last whole row in a text that continues earlier ones; 0 if there is none. */
  lastIn(text: string): number {
    let end = 0
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === QUOTE) {
        if (this.inQuotes) [this.inQuotes, this.closed] = [false, true]
        else if (this.atStart || this.closed) [this.inQuotes, this.closed] = [true, false]
        this.atStart = false
        continue
      }
      this.closed = false
      if (this.inQuotes) continue
      this.atStart = c === this.delimiter || c === LF || c === CR
      if (c === LF) end = i + 1
    }
    return end
  }
}

/**
 * Splits bytes, as they arrive, into texts of whole rows of CSV; the last may lack its line end.
 */
export async function* rowBlocks(
  chunks: Chunks,
  encoding: Encoding,
  delimiter: string,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding)
  const ends = new RowEnds(delimiter.charCodeAt(0))
  let waiting = ''
  for await (const chunk of chunks)
    for (let from = 0; from < chunk.length; from += BLOCK) {
      const text = decoder.decode(chunk.subarray(from, from + BLOCK), { stream: true })
      const end = ends.lastIn(text)
      if (end === 0) {
        waiting += text
        // Too long for a row: the reader reports it, and nothing more is read.
        if (waiting.length > 2 * MAX_ROW) return yield waiting
      } else {
        yield waiting + text.slice(0, end)
        waiting = text.slice(end)
      }
    }
  const last = waiting + decoder.decode()
  if (last !== '') yield last
}
