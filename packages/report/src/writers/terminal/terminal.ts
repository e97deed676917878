import { now } from '@kpi-ledger/projections'
import type { Chart } from '../../charts/chart'
import type { Block, Document, Provenance, Verdict } from '../../document/document'
import type { Surface, TextWriter } from '../writer'
import { valueInWords } from '../../document/value'
import { tallyInWords } from '../../words/tally'
import { visible } from '../../words/visible'
import { factLines } from './facts'
import { paletteOf, type Palette } from './palette'
import { indented, spanOf } from './span'
import { tableLines } from './table'

const verdictLines = (
  { grade, text, detail }: Verdict,
  width: number,
  palette: Palette,
): ReadonlyArray<string> => {
  const paint = palette.grade(grade)
  const [said, more] = [spanOf(detail === null ? text : `${text}:`), spanOf(detail ?? '')]
  const words = [...said.words.map((word) => paint(word)), ...more.words]
  return indented({ words, paint: (line) => line }, width, 0)
}

async function* blockLines(
  block: Exclude<Block, Chart>,
  width: number,
  palette: Palette,
): AsyncGenerator<string> {
  switch (block.kind) {
    case 'heading':
      yield* indented(spanOf(block.text, palette.strong), width, 0)
      return
    case 'paragraph':
      yield* indented(spanOf(block.text), width, 0)
      return
    case 'verdict':
      yield* verdictLines(block, width, palette)
      return
    case 'note':
      yield* indented(spanOf(`${valueInWords(block.about)}: ${block.text}`), width, 0, 2)
      return
    case 'tally':
      yield* indented(spanOf(tallyInWords(block)), width, 0)
      return
    case 'warning':
      yield* indented(spanOf(`! ${block.text}`, palette.strong), width, 0, 2)
      return
    case 'lines':
      for (const line of block.lines) yield `  ${visible(line)}`
      return
    case 'facts':
      yield* factLines(block, width, palette)
      return
    case 'table':
      yield* tableLines(block, width, palette)
      return
  }
}

const provenanceLines = ({ asAt, ledger }: Provenance, width: number): ReadonlyArray<string> => {
  const { facts, rules, revision } = asAt ?? now
  const said = [
    ...(facts === null ? [] : [`facts as known at ${facts}`]),
    ...(rules === null ? [] : [`rules as known at ${rules}`]),
    ...(revision === null ? [] : [`as of revision ${revision}`]),
    ...(ledger === null ? [] : [`ledger of ${ledger.size} events, root ${ledger.root}`]),
  ]
  return said.flatMap((line) => indented(spanOf(line), width, 0))
}

/** Whether to put a blank line between two blocks. */
const isApart = (before: Block['kind'] | null, after: Block['kind']): boolean =>
  before === 'table' || after === 'table' || after === 'heading'

async function* linesOfDocument(
  { title, verdict, blocks, provenance }: Document,
  { width, colour }: Surface,
): AsyncGenerator<string> {
  const palette = paletteOf(colour)
  const head = [
    ...indented(spanOf(title, palette.strong), width, 0),
    ...(verdict === null ? [] : verdictLines(verdict, width, palette)),
  ]
  yield* head
  let before: Block['kind'] | null = null
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'chart') continue
    if ((i > 0 || head.length > 0) && isApart(before, block.kind)) yield ''
    yield* blockLines(block, width, palette)
    before = block.kind
  }
  const source = provenanceLines(provenance, width)
  if (before === 'table' && source.length > 0) yield ''
  yield* source
}

async function* write(document: Document, surface: Surface): AsyncGenerator<string> {
  for await (const line of linesOfDocument(document, surface)) yield `${line}\n`
}

/** A document as text in columns, for people; rows are printed as they arrive. */
export const terminalWriter: TextWriter = {
  name: 'table',
  about: 'for people, as wide as the terminal',
  extension: '.txt',
  showsProof: false,
  showsBackground: false,
  isBinary: false,
  write,
}
