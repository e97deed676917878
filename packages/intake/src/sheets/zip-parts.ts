import { unzipSync } from 'fflate'
import * as E from 'fp-ts/Either'
import { MAX_PARTS, MAX_UNPACKED } from './limits'
import { refusedFile, type RefusedFile } from './refused-file'

const DECLARATION = /<!(?:DOCTYPE|ENTITY)/i

/** How far into a part of XML a declaration may stand: nothing but blanks and comments precedes it. */
const PROLOG = 64 * 1024

const inMB = (bytes: number): string => `${String(Math.ceil(bytes / 1024 / 1024))} MB`

const isXml = (name: string): boolean => /\.(?:xml|rels|vml)$/i.test(name)

/** What a name among the parts gives away; null if nothing. */
const namedPart = (name: string): string | null => {
  if (/(?:^|\/)vbaProject\.bin$|^Basic\/|(?:^|\/)macrosheets\//i.test(name))
    return `it holds macros (${name}); save it as a workbook without them`
  if (/(?:^|\/)externalLinks\//i.test(name))
    return `it is linked to other workbooks (${name}); break the links, so that its figures are its own`
  if (/(?:^|\/)(?:embeddings|activeX)\//i.test(name))
    return `it holds other files (${name}); save it as a workbook without them`
  return null
}

interface Found {
  readonly names: ReadonlyArray<string>
  readonly refused: string | null
}

/** The parts of a workbook by what its directory says, none unpacked. */
const directoryOf = (bytes: Uint8Array): Found => {
  const names: Array<string> = []
  let [refused, unpacked]: [string | null, number] = [null, 0]
  unzipSync(bytes, {
    filter: ({ name, size, originalSize }) => {
      names.push(name)
      unpacked += originalSize
      refused ??= namedPart(name)
      if (originalSize === 0 && size > 2)
        refused ??= `${name} in it does not say how large it is when unpacked`
      if (unpacked > MAX_UNPACKED)
        refused ??= `its parts are larger than ${inMB(MAX_UNPACKED)} when unpacked`
      if (names.length > MAX_PARTS) refused ??= `it has more than ${String(MAX_PARTS)} parts`
      return false
    },
  })
  return { names, refused }
}

/** A part of XML that declares entities; null if there is none. */
const declaring = (bytes: Uint8Array): string | null => {
  const parts = unzipSync(bytes, { filter: ({ name }) => isXml(name) })
  const declared = Object.entries(parts).find(([, part]) =>
    DECLARATION.test(new TextDecoder('latin1').decode(part.subarray(0, PROLOG))),
  )
  return declared === undefined ? null : declared[0]
}

/**
 * The names of the parts of a zipped workbook, once it is known to be harmless: of bounded size when
 * unpacked, without macros, links to other workbooks, embedded files and declared entities. Anything
 * else is refused by name.
 */
export const harmlessParts = (bytes: Uint8Array): E.Either<RefusedFile, ReadonlyArray<string>> => {
  try {
    const { names, refused } = directoryOf(bytes)
    if (refused !== null) return E.left(refusedFile(refused))
    const declared = declaring(bytes)
    return declared === null
      ? E.right(names)
      : E.left(refusedFile(`${declared} in it declares entities, which no spreadsheet writes`))
  } catch {
    return E.left(refusedFile('it is damaged: its parts cannot be unpacked'))
  }
}
