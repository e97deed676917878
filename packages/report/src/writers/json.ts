import type { Document } from '../document/document'
import type { Writer } from './writer'

const formatted = (value: unknown): string => JSON.stringify(value, null, 2)

async function* write({ data }: Document): AsyncGenerator<string> {
  if (data.kind === 'value') {
    yield `${formatted(data.value)}\n`
    return
  }
  let before = '[\n  '
  for await (const item of data.items) {
    // A line end within a text is escaped: these are those between fields.
    yield before + formatted(item).replaceAll('\n', '\n  ')
    before = ',\n  '
  }
  yield before === '[\n  ' ? '[]\n' : '\n]\n'
}

/** The answer's JSON, indented by two, a list item by item as they come. */
export const jsonWriter: Writer = {
  name: 'json',
  about: 'for programs, every field',
  showsRoot: true,
  write,
}
