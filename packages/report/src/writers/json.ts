import type { Document } from '../document/document'
import type { TextWriter } from './writer'

const formatted = (value: unknown): string => JSON.stringify(value, null, 2)

async function* write({ data }: Document): AsyncGenerator<string> {
  if (data.kind === 'value') {
    yield `${formatted(data.value)}\n`
    return
  }
  let before = '[\n  '
  for await (const item of data.items) {
    // Line endings within text are escaped, so these are between fields.
    yield before + formatted(item).replaceAll('\n', '\n  ')
    before = ',\n  '
  }
  yield before === '[\n  ' ? '[]\n' : '\n]\n'
}

/** The answer's JSON, indented by two spaces; the items of a list are written as they arrive. */
export const jsonWriter: TextWriter = {
  name: 'json',
  about: 'for programs, every field',
  ending: '.json',
  showsRoot: true,
  showsProof: false,
  showsBackground: false,
  isBinary: false,
  write,
}
