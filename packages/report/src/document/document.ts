import type { GradeOrOther } from '@kpi-ledger/core'
import type { AsAt, LedgerState } from '@kpi-ledger/projections'
import { spansInWords } from '../words/period'
import type { Chart } from '../charts/chart'
import type { Records } from './records'
import type { Sequence } from './sequence'
import type { Table } from './table'
import type { RatingValue, Value } from './value'

/** A title within a document. */
export interface Heading {
  readonly kind: 'heading'
  readonly text: string
  /** 1 for a part of the document, the default; 2 for what is within one. */
  readonly level?: 1 | 2
  /** What references may name to lead here, such as a KPI. */
  readonly anchor?: string
}

/** One or more sentences. */
export interface Paragraph {
  readonly kind: 'paragraph'
  readonly text: string
}

/** A few labelled values; a label may be repeated. */
export interface Facts {
  readonly kind: 'facts'
  readonly rows: ReadonlyArray<{ readonly label: string; readonly value: Value }>
}

/** A remark on something, such as a period. */
export interface Note {
  readonly kind: 'note'
  readonly about: Value
  readonly text: string
}

/** The result in one line: `text` may be coloured by its grade, `detail` adds more. */
export interface Verdict {
  readonly kind: 'verdict'
  readonly grade: GradeOrOther
  readonly text: string
  readonly detail: string | null
}

/** How many of something have each rating. */
export interface Tally {
  readonly kind: 'tally'
  /** What was counted, such as a period and its regime. */
  readonly about: string
  readonly counts: ReadonlyArray<{ readonly rating: RatingValue; readonly count: number }>
}

/** Something that must not be overlooked. */
export interface Warning {
  readonly kind: 'warning'
  readonly text: string
}

/** Lines to type verbatim, such as commands. */
export interface Lines {
  readonly kind: 'lines'
  readonly lines: ReadonlyArray<string>
}

/**
 * A part of a document. A chart adds nothing to the other parts, so a writer that cannot draw
 * leaves it out.
 */
export type Block =
  Heading | Paragraph | Verdict | Facts | Table | Note | Chart | Tally | Warning | Lines

/** What a document was drawn from. */
export interface Provenance {
  /** The contract whose events it was drawn from; null if it is not about a single one. */
  readonly contract: string | null
  readonly asAt: AsAt | null
  /** The first events of the contract: how many, and the root of their log (M27). */
  readonly ledger: LedgerState | null
  /** The same of each contract, of an answer about several; absent where that is not known. */
  readonly ledgers?: ReadonlyArray<LedgerState & { readonly contract: string }>
  /**
   * The command that gives the same answer, word by word, without its store, contract and point in
   * time; absent if there is none to name.
   */
  readonly question?: ReadonlyArray<string>
}

/** The answer as JSON: one value, or a list whose items may arrive one by one. */
export type Data =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: Sequence<unknown> }

/**
 * An answer as a document: what any writer needs to print it, whatever the question. Text is as
 * recorded; escaping is left to the writer.
 */
export interface Document {
  /** Empty if the answer is just a list. */
  readonly title: string
  /** What an answer without a title is called where it stands by itself, as a page or a sheet. */
  readonly name?: string
  readonly verdict: Verdict | null
  readonly blocks: ReadonlyArray<Block>
  /**
   * What stands behind the answer, for formats that are read as pages; others, which are for a
   * quick look or for programs, leave it out.
   */
  readonly background?: ReadonlyArray<Block>
  readonly provenance: Provenance
  readonly data: Data
  readonly records: Records
}

/** Of an answer whose origin is not stated. */
export const noProvenance: Provenance = { contract: null, asAt: null, ledger: null }

/** The answer's JSON as one value. */
export const dataOf = (value: unknown): Data => ({ kind: 'value', value })

/**
 * An answer that ends with its proof: what it was drawn from, for formats that are kept and handed on
 * (M27). Its data and records stay as they are.
 */
export const proven = (document: Document, proof: Partial<Provenance>): Document => ({
  ...document,
  provenance: { ...document.provenance, ...proof },
})

/** One or more sentences. */
export const paragraph = (text: string): Paragraph => ({ kind: 'paragraph', text })

/** The months that the periods of an answer span, in one paragraph; none of months alone (M1a). */
export const spans = (periods: Iterable<string>, yearStart: number): ReadonlyArray<Paragraph> => {
  const words = spansInWords(periods, yearStart)
  return words === null ? [] : [paragraph(words)]
}

/** A title within a document. */
export const heading = (text: string): Heading => ({ kind: 'heading', text })

/** Blocks as a part of a document, their headings below its own. */
export const part = (title: string, blocks: ReadonlyArray<Block>): ReadonlyArray<Block> => [
  heading(title),
  ...blocks.map((block): Block => (block.kind === 'heading' ? { ...block, level: 2 } : block)),
]

/** Something that must not be overlooked. */
export const warning = (text: string): Warning => ({ kind: 'warning', text })

/** The result in one line. */
export const verdict = (
  grade: GradeOrOther,
  text: string,
  detail: string | null = null,
): Verdict => ({ kind: 'verdict', grade, text, detail })

/** Labelled values. */
export const facts = (...rows: ReadonlyArray<readonly [label: string, value: Value]>): Facts => ({
  kind: 'facts',
  rows: rows.map(([label, value]) => ({ label, value })),
})

/** What an answer is called where it stands by itself: a list names its contract. */
export const titleOf = ({ title, name = '', provenance: { contract } }: Document): string =>
  title || (name === '' || contract === null ? name : `${name} of ${contract}`)
