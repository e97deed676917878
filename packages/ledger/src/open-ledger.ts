import { randomUUID } from 'node:crypto'
import { decoder, type CheckpointStore, type EventStore } from '@kpi-ledger/core'
import { integer, number, struct, Text } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { LedgerError } from './error'
import type { Ledger } from './ledger'
import { ledgerOn } from './ledger-on'
import { givenIn } from './questions/question'
import { givenStore, openStore } from './store/open-store'
import { loadTelemetry } from './telemetry'

/** Options for opening a ledger. */
export interface LedgerOptions {
  /** Who records, by default. */
  readonly actor?: string | undefined
  /** Returns the current instant, `YYYY-MM-DDTHH:mm:ss.sssZ`; by default from the system clock. */
  readonly now?: (() => string) | undefined
  /** Returns a new UUID in lower case; random by default. */
  readonly newId?: (() => string) | undefined
  /** Maximum number of events kept folded, over all contracts; 2,000,000 by default. */
  readonly budget?: number | undefined
  /** Milliseconds by which an answer may lag behind what others record; 0 by default. */
  readonly staleness?: number | undefined
  /**
   * Where snapshots of long histories are kept, saved as they grow. Recording, portfolios and
   * answers without a root read only what came after them; where a root is shown or checked, every
   * event is read once and the snapshot is checked against them.
   */
  readonly snapshots?: CheckpointStore | undefined
}

const BUDGET = 2_000_000

const readOptions = decoder(
  struct(
    'options of a ledger',
    {},
    {
      actor: Text,
      budget: integer('a number of events', 0, Number.MAX_SAFE_INTEGER),
      staleness: number({
        name: 'a number of milliseconds, not negative',
        test: (n) => n >= 0 && n < Infinity,
        minimum: 0,
      }),
    },
  ),
)

/**
 * Opens a ledger at a URL (`memory:`, `sqlite:FILE`, `esdb://…`, `esdb+discover://…`, or a ledger
 * file `FILE.ndjson`, which is read-only), or on the caller's own store, which the caller closes. Opening
 * does not contact the store, and no file is created before something is recorded.
 */
export const openLedger = async (
  urlOrStore: string | EventStore,
  { now, newId, snapshots, ...options }: LedgerOptions = {},
): Promise<E.Either<LedgerError, Ledger>> => {
  const read = readOptions(givenIn(options))
  if (E.isLeft(read)) return read
  const opened =
    typeof urlOrStore === 'string'
      ? await openStore(urlOrStore)
      : E.right(givenStore('a store', urlOrStore))
  if (E.isLeft(opened)) return opened
  const { actor, budget = BUDGET, staleness = 0 } = read.right
  const clock = now ?? (() => new Date().toISOString())
  const settings = {
    ...{ actor, budget, staleness, now: clock, newId: newId ?? randomUUID },
    snapshots: snapshots ?? null,
  }
  return E.right(ledgerOn(opened.right, settings, await loadTelemetry()))
}
