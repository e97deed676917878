import type { DecodeError } from '@kpi-ledger/core'
import { Revision } from '@kpi-ledger/core/unstable'
import type { AsAt } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { InstantText, readInstant } from '../text.codec'

/**
 * The point in time as of which a question is answered, by when events were recorded (M21); now by
 * default.
 */
export interface AsAtOptions {
  /** Sets both `factsAsAt` and `rulesAsAt`; a UTC instant such as `2016-06-20T10:00:00Z`. */
  readonly asAt?: string | undefined
  /** Limits actuals, corrections and notes to those recorded by then. */
  readonly factsAsAt?: string | undefined
  /** Limits regimes, definitions, targets and retirements to those recorded by then. */
  readonly rulesAsAt?: string | undefined
  /** Limits both to the events up to this revision, inclusive. */
  readonly atRevision?: number | undefined
}

/** The as-at options, decoded together with those of a question. */
export const asAtOptions = {
  asAt: InstantText,
  factsAsAt: InstantText,
  rulesAsAt: InstantText,
  atRevision: Revision,
}

const instant = (text: string | undefined): string | null =>
  text === undefined ? null : readInstant(text)

/** The point in time in decoded options. */
export const readAsAt = ({
  asAt,
  factsAsAt = asAt,
  rulesAsAt = asAt,
  atRevision,
}: AsAtOptions): E.Either<DecodeError, AsAt> =>
  asAt !== undefined && (factsAsAt !== asAt || rulesAsAt !== asAt)
    ? E.left({
        _tag: 'DecodeError',
        expected: 'one point in time',
        faults: [
          { path: 'asAt', message: 'it sets both factsAsAt and rulesAsAt, so specify it alone' },
        ],
      })
    : E.right({
        facts: instant(factsAsAt),
        rules: instant(rulesAsAt),
        revision: atRevision ?? null,
      })
