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
  /** The words of the title. */
  readonly text: string
  /** 1 for a part of the document (the default), 2 for a section within a part. */
  readonly level?: 1 | 2
  /** The name that references use to link here, such as a KPI. */
  readonly anchor?: string
}

/** One or more sentences. */
export interface Paragraph {
  readonly kind: 'paragraph'
  /** The sentences; line breaks are kept. */
  readonly text: string
}

/** A few labelled values; a label may be repeated. */
export interface Facts {
  readonly kind: 'facts'
  /** The labels with their values, in order. */
  readonly rows: ReadonlyArray<{ readonly label: string; readonly value: Value }>
}

/** A remark about something, such as a period. */
export interface Note {
  readonly kind: 'note'
  /** What the remark is about. */
  readonly about: Value
  /** The remark. */
  readonly text: string
}

/** The result in one line. `text` may be coloured by its grade; `detail` adds more. */
export interface Verdict {
  readonly kind: 'verdict'
  /** The grade of the result, `other` for none. */
  readonly grade: GradeOrOther
  /** The result. */
  readonly text: string
  /** More about the result; null for nothing. */
  readonly detail: string | null
}

/** A count of how many have each rating. */
export interface Tally {
  readonly kind: 'tally'
  /** What is counted, such as a period and its regime. */
  readonly about: string
  /** How many have each rating, in order. */
  readonly counts: ReadonlyArray<{ readonly rating: RatingValue; readonly count: number }>
}

/** Something that must not be overlooked. */
export interface Warning {
  readonly kind: 'warning'
  /** The warning, in one or more sentences. */
  readonly text: string
}

/** Lines to type verbatim, such as commands. */
export interface Lines {
  readonly kind: 'lines'
  /** The lines, without line endings. */
  readonly lines: ReadonlyArray<string>
}

/**
 * A part of a document. A chart adds nothing that the other parts do not say, so a writer that
 * cannot draw leaves it out.
 */
export type Block =
  Heading | Paragraph | Verdict | Facts | Table | Note | Chart | Tally | Warning | Lines

/** What a document was drawn from. */
export interface Provenance {
  /** The contract whose events it was drawn from; null if it is not about a single one. */
  readonly contract: string | null
  /** The point in time that was asked about; null for the latest. */
  readonly asAt: AsAt | null
  /** How many of the contract's events it was drawn from, and the root of their log (M27). */
  readonly ledger: LedgerState | null
  /** The same for each contract, if the answer is about several; absent if not known. */
  readonly ledgers?: ReadonlyArray<LedgerState & { readonly contract: string }>
  /**
   * The words of the command that gives the same answer, without the store, contract and point in
   * time; absent if there is no such command.
   */
  readonly question?: ReadonlyArray<string>
}

/** The answer as JSON: one value, or a list whose items may arrive one by one. */
export type Data =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: Sequence<unknown> }

/**
 * An answer as a document: all that a writer needs to print it, regardless of the question. Text is
 * as recorded; escaping is left to the writer.
 */
export interface Document {
  /** Empty if the answer is just a list. */
  readonly title: string
  /** The name of an answer without a title where it needs one, as a page or a sheet does. */
  readonly name?: string
  /** The result in one line; null if the answer has none. */
  readonly verdict: Verdict | null
  /** The parts of the document, in order. */
  readonly blocks: ReadonlyArray<Block>
  /**
   * The details behind the answer, for formats that are read as pages. Formats for a quick look or
   * for programs leave them out.
   */
  readonly background?: ReadonlyArray<Block>
  /** What the answer was drawn from. */
  readonly provenance: Provenance
  /** The answer as JSON. */
  readonly data: Data
  /** The answer in flat form. */
  readonly records: Records
}

/** The provenance of an answer whose origin is not stated. */
export const noProvenance: Provenance = { contract: null, asAt: null, ledger: null }

/** The answer's JSON as one value. */
export const dataOf = (value: unknown): Data => ({ kind: 'value', value })

/**
 * A document that also states what it was drawn from, for formats that are kept and passed on
 * (M27). Its data and records are unchanged.
 */
export const proven = (document: Document, proof: Partial<Provenance>): Document => ({
  ...document,
  provenance: { ...document.provenance, ...proof },
})

/** One or more sentences. */
export const paragraph = (text: string): Paragraph => ({ kind: 'paragraph', text })

/**
 * A paragraph on the months that the periods of an answer span; empty if all periods are months
 * (M1a).
 */
export const spans = (periods: Iterable<string>, yearStart: number): ReadonlyArray<Paragraph> => {
  const words = spansInWords(periods, yearStart)
  return words === null ? [] : [paragraph(words)]
}

/** A title within a document. */
export const heading = (text: string): Heading => ({ kind: 'heading', text })

/** Blocks as a part of a document, with their headings one level below the title of the part. */
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

/** The title of a document or, if it has none, its name and contract. */
export const titleOf = ({ title, name = '', provenance: { contract } }: Document): string =>
  title || (name === '' || contract === null ? name : `${name} of ${contract}`)
