import type { Executed } from '@kpi-ledger/core'
import {
  boolean,
  DEADLINE,
  executePublication,
  Identifier,
  integer,
  invariant,
  readWrittenPeriod,
  struct,
  Text,
  WrittenPeriodText,
  type Envelope,
} from '@kpi-ledger/core/unstable'
import { ledgerState, now, publish as publication } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import type { LedgerError } from './error'
import { decodeAsked, misnamedIn } from './questions/question'
import { envelopesOf, inTurn, type Recorder } from './record'
import type { Call } from './telemetry'
import type { Folded } from './warm/warm-contract'

/** Options for signing a scorecard off. */
export interface PublishOptions {
  /** `2016-05`, `2016/17`, `2016/17-Q1` or `FY2016-Q1` (M1, M1a). */
  readonly period: string
  /** Who signs it off; by default the actor of the ledger. Required if the ledger has none. */
  readonly actor?: string | undefined
  /** Publishes it although KPIs that are due have no outcome; the event names them. */
  readonly incomplete?: boolean | undefined
  /** Publishes it although it was published before under the same regime; the event says so. */
  readonly again?: boolean | undefined
  /** No attempt starts later than this many milliseconds from now; 10,000 by default. */
  readonly deadline?: number | undefined
}

const PublishQuestion = struct(
  'what is to be published',
  { contract: Identifier, period: WrittenPeriodText },
  {
    actor: Text,
    incomplete: boolean,
    again: boolean,
    deadline: integer('a number of milliseconds', 0, 86_400_000),
  },
)

/**
 * Signs off a scorecard (M25, M25a), drawn from the current events of the contract and rated by the
 * regime in effect, once its period is over by the ledger's clock. If another writer gets in
 * between, it is refused and never retried: the signature would be under a scorecard that nobody
 * had seen.
 */
export const publish = async (
  recorder: () => Promise<E.Either<LedgerError, Recorder>>,
  current: (contract: string) => Promise<E.Either<LedgerError, Folded>>,
  contract: unknown,
  options: unknown,
  call: Call,
): Promise<E.Either<LedgerError, Envelope>> => {
  const asked = decodeAsked(PublishQuestion, contract, options)
  if (E.isLeft(asked)) return asked
  const opened = await recorder()
  if (E.isLeft(opened)) return opened
  const { contract: name, period, incomplete = false, again = false } = asked.right
  const { actor = opened.right.actor, deadline = DEADLINE } = asked.right
  const recorded = await inTurn(opened.right, [name], deadline, call, async (world) => {
    const folded = await current(name)
    if (E.isLeft(folded)) return folded
    const { history, log } = folded.right
    if (log.size === 0) return E.left({ _tag: 'NoSuchContract' })
    const misnamed = misnamedIn(history, { period })
    if (misnamed !== null) return E.left(misnamed)
    const drawn = publication(history, {
      period: readWrittenPeriod(period),
      ledger: ledgerState(history, log, now),
      at: world.now(),
      ...{ incomplete, again },
      ...(actor === undefined ? {} : { metadata: { actor } }),
    })
    return E.isLeft(drawn) ? drawn : executePublication(world)(drawn.right.command)()
  })
  return E.map(({ events }: Executed) => {
    const [published] = envelopesOf(events)
    invariant(published !== undefined, 'a publication was recorded without an event')
    return published
  })(recorded)
}
