import type { Document } from '../document/document'
import type { TextWriter } from './writer'

const formatted = (value: unknown): string => JSON.stringify(value, null, 2)

/**
 * A value indented for its depth. Line endings within text are escaped, so every line break is
 * layout.
 */
const indented = (value: unknown, level: number): string =>
  formatted(value).replaceAll('\n', `\n${'  '.repeat(level)}`)

/** The fields of an answer, its lists item by item: there may be a hundred thousand findings. */
function* fieldsOf(value: object): Generator<string> {
  let before = '{\n  '
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue
    yield `${before}${JSON.stringify(name)}: `
    before = ',\n  '
    if (Array.isArray(field) && field.length > 0) {
      for (const [i, item] of field.entries())
        yield `${i === 0 ? '[\n    ' : ',\n    '}${indented(item ?? null, 2)}`
      yield '\n  ]'
    } else yield indented(field, 1)
  }
  yield before === '{\n  ' ? '{}' : '\n}'
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

async function* write({ data }: Document): AsyncGenerator<string> {
  if (data.kind === 'value') {
    yield* isPlain(data.value) ? fieldsOf(data.value) : [formatted(data.value)]
    yield '\n'
    return
  }
  let before = '[\n  '
  for await (const item of data.items) {
    yield before + indented(item, 1)
    before = ',\n  '
  }
  yield before === '[\n  ' ? '[]\n' : '\n]\n'
}

/** The answer's JSON, indented by two spaces; the items of a list are written as they arrive. */
export const jsonWriter: TextWriter = {
  name: 'json',
  about: 'for programs, every field',
  extension: '.json',
  showsProof: false,
  showsBackground: false,
  isBinary: false,
  write,
}
