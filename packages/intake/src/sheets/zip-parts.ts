import { unzipSync } from 'fflate'
import * as E from 'fp-ts/Either'
import { MAX_CELLS, MAX_PARTS, MAX_UNPACKED } from './limits'
import { refusedFile, type RefusedFile } from './refused-file'

const DECLARATION = /<!(?:DOCTYPE|ENTITY)/i

/** How far into an XML part a declaration can be: only white space and comments come before it. */
const PROLOG = 64 * 1024

const inMB = (bytes: number): string => `${String(Math.ceil(bytes / 1024 / 1024))} MB`

const isXml = (name: string): boolean => /\.(?:xml|rels|vml)$/i.test(name)

/** What is wrong with a part, from its name; null if nothing is. */
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

/** The parts of a workbook as its directory lists them, without unpacking any. */
const directoryOf = (bytes: Uint8Array): Found => {
  const names: Array<string> = []
  let [refused, unpacked]: [string | null, number] = [null, 0]
  unzipSync(bytes, {
    filter: ({ name, size, originalSize }) => {
      names.push(name)
      unpacked += originalSize
      refused ??= namedPart(name)
      if (originalSize === 0 && size > 2)
        refused ??= `its part ${name} does not say how large it is when unpacked`
      if (unpacked > MAX_UNPACKED)
        refused ??= `its parts are larger than ${inMB(MAX_UNPACKED)} when unpacked`
      if (names.length > MAX_PARTS) refused ??= `it has more than ${String(MAX_PARTS)} parts`
      return false
    },
  })
  return { names, refused }
}

const [SPACE, R, EQUALS, QUOTE] = [0x20, 0x72, 0x3d, 0x22]
const [A, Z, ZERO, NINE, UPPER] = [0x41, 0x5a, 0x30, 0x39, 0xdf]

/**
 * How many cells a sheet's XML spans, from the first cell to the last in both directions: `
 * r="XFD7"`.
 */
const cellsIn = (xml: Uint8Array): number => {
  const byteAt = (at: number): number => xml[at] ?? 0
  let [columns, rows] = [0, 0]
  for (let i = xml.indexOf(EQUALS); i >= 0; i = xml.indexOf(EQUALS, i + 1)) {
    if (xml[i + 1] !== QUOTE || xml[i - 1] !== R || xml[i - 2] !== SPACE) continue
    let at = i + 2
    let [column, row] = [0, 0]
    for (let c = byteAt(at) & UPPER; c >= A && c <= Z && column < 1e6; c = byteAt(++at) & UPPER)
      column = column * 26 + c - A + 1
    for (let c = byteAt(at); c >= ZERO && c <= NINE && row < 1e9; c = byteAt(++at))
      row = row * 10 + c - ZERO
    if (column > columns) columns = column
    if (row > rows) rows = row
  }
  return columns * rows
}

/** What is wrong with the XML in a workbook; null if nothing is. */
const faultIn = (bytes: Uint8Array): string | null => {
  const decoder = new TextDecoder('latin1')
  const parts = unzipSync(bytes, { filter: ({ name }) => isXml(name) })
  let cells = 0
  for (const [name, part] of Object.entries(parts)) {
    if (DECLARATION.test(decoder.decode(part.subarray(0, PROLOG))))
      return `its part ${name} declares entities, which no spreadsheet writes`
    if (/(?:^|\/)worksheets\//i.test(name)) cells += cellsIn(part)
  }
  return cells > MAX_CELLS ? `its sheets span more than ${String(MAX_CELLS)} cells` : null
}

/**
 * The names of the parts of a zipped workbook, once it is known to be harmless: of limited size
 * when unpacked, and without macros, links to other workbooks, embedded files or declared entities.
 * Refuses anything else with the reason.
 */
export const harmlessParts = (bytes: Uint8Array): E.Either<RefusedFile, ReadonlyArray<string>> => {
  try {
    const { names, refused } = directoryOf(bytes)
    if (refused !== null) return E.left(refusedFile(refused))
    const fault = faultIn(bytes)
    return fault === null ? E.right(names) : E.left(refusedFile(fault))
  } catch {
    return E.left(refusedFile('it is damaged: its parts cannot be unpacked'))
  }
}
