import type { GradeOrOther } from '@kpi-ledger/core'
import type { AsAt } from '@kpi-ledger/projections'
import type { Records } from './records'
import type { Sequence } from './sequence'
import type { Table } from './table'
import type { Value } from './value'

/** A title within a document. */
export interface Heading {
  readonly kind: 'heading'
  readonly text: string
}

/** One or more sentences. */
export interface Paragraph {
  readonly kind: 'paragraph'
  readonly text: string
}

/** A few values, each with what it is; a label may come again. */
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

/** What it comes to, in a line: `text` may be coloured by its grade, `detail` says more. */
export interface Verdict {
  readonly kind: 'verdict'
  readonly grade: GradeOrOther
  readonly text: string
  readonly detail: string | null
}

/** A part of a document. */
export type Block = Heading | Paragraph | Verdict | Facts | Table | Note

/** What a document was drawn from. */
export interface Provenance {
  readonly asAt: AsAt | null
  /** The first events of the contract: how many, and the root of their log (M27). */
  readonly ledger: LedgerState | null
}

/** A contract's events up to some point: how many, and the root of their log (M27). */
export interface LedgerState {
  readonly size: number
  readonly root: string
}

/** The answer as JSON has it: one value, or a list whose items may come one by one. */
export type Data =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: Sequence<unknown> }

/**
 * An answer as a document: what any writer needs to print it, whatever the question was. Text is
 * text, as it was recorded; escaping it is the writer's business.
 */
export interface Document {
  /** Empty for an answer that is a bare list. */
  readonly title: string
  readonly verdict: Verdict | null
  readonly blocks: ReadonlyArray<Block>
  readonly provenance: Provenance
  readonly data: Data
  readonly records: Records
}

/** Of which nothing more is known. */
export const noProvenance: Provenance = { asAt: null, ledger: null }

/** The answer's JSON as one value. */
export const dataOf = (value: unknown): Data => ({ kind: 'value', value })

/** One or more sentences. */
export const paragraph = (text: string): Paragraph => ({ kind: 'paragraph', text })

/** A title within a document. */
export const heading = (text: string): Heading => ({ kind: 'heading', text })

/** What it comes to, in a line. */
export const verdict = (
  grade: GradeOrOther,
  text: string,
  detail: string | null = null,
): Verdict => ({ kind: 'verdict', grade, text, detail })

/** Values with their labels. */
export const facts = (...rows: ReadonlyArray<readonly [label: string, value: Value]>): Facts => ({
  kind: 'facts',
  rows: rows.map(([label, value]) => ({ label, value })),
})
