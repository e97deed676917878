import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { fc } from '@kpi-ledger/testing'

const pieces = [
  ...['<', '>', '"', '&lt;', '&#x0;', '<v>', '</v>', '</row>', '1e999', '-', 'NaN', '99999999'],
  ...['r="XFD1048576"', 't="s"', 't="e"', 's="9999"', '\u0000', '\ufffd', '2016-06', '03/04/2016'],
]

interface Mutation {
  readonly part: number
  readonly at: number
  readonly cut: number
  readonly put: string
}

const place = fc.double({ min: 0, max: 1, noNaN: true })

const mutations = fc.array(
  fc.record<Mutation>({
    part: fc.nat(20),
    at: place,
    cut: fc.nat(40),
    put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })),
  }),
  { minLength: 1, maxLength: 6 },
)

const mutated = (text: string, { at, cut, put }: Mutation): string => {
  const from = Math.floor(at * text.length)
  return text.slice(0, from) + put + text.slice(from + cut)
}

/** A workbook with mutated XML. */
export const mutatedXML = (workbook: Uint8Array): fc.Arbitrary<Uint8Array> =>
  mutations.map((changes) => {
    const parts = unzipSync(workbook)
    const names = Object.keys(parts)
    for (const change of changes) {
      const name = names[change.part % names.length] ?? ''
      parts[name] = strToU8(mutated(strFromU8(parts[name] ?? new Uint8Array()), change))
    }
    return zipSync(parts, { level: 0 })
  })

/** A file with mutated bytes. */
export const mutatedBytes = (file: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 5 }).map((changes) => {
    const bytes = Uint8Array.from(file)
    for (const [at, byte] of changes) bytes[Math.floor(at * (bytes.length - 1))] = byte
    return bytes
  })

/** CSV with mutated text, in any of several encodings. */
export const mutatedText = (csv: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(mutations, fc.constantFrom('utf8', 'latin1', 'utf16le'))
    .map(([changes, encoding]) =>
      Buffer.from(changes.reduce(mutated, Buffer.from(csv).toString()), encoding as BufferEncoding),
    )
