import { EventId } from '@kpi-ledger/core'
import {
  Identifier,
  integer,
  invariant,
  struct,
  Text,
  type Envelope,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { LedgerError } from './error'
import { decodeAsked } from './questions/question'
import { record, type Recorder, type Recording } from './record'
import type { Call } from './telemetry'

/** Options for withdrawing an event. */
export interface WithdrawOptions {
  /** Id of the event that was recorded by mistake. */
  readonly event: string
  /** Why it is withdrawn. */
  readonly reason: string
  /** Who withdraws it; by default the ledger's actor. */
  readonly actor?: string | undefined
  /** No attempt starts later than this many milliseconds from now; 10,000 by default. */
  readonly deadline?: number | undefined
}

const WithdrawQuestion = struct(
  'what is to be withdrawn',
  { contract: Identifier, event: EventId, reason: Text },
  { actor: Text, deadline: integer('a number of milliseconds', 0, 86_400_000) },
)

/** Withdraws an event recorded by mistake (M29), and returns the event that says so. */
export const withdraw = async (
  recorder: () => Promise<E.Either<LedgerError, Recorder>>,
  contract: unknown,
  options: unknown,
  call: Call,
): Promise<E.Either<LedgerError, Envelope>> => {
  const asked = decodeAsked(WithdrawQuestion, contract, options)
  if (E.isLeft(asked)) return asked
  const { contract: of, event, reason, ...rest } = asked.right
  const command = { type: 'WithdrawEvent', contract: of, event, reason }
  const recorded = await record(recorder, [command], rest, call)
  return E.map(({ events: [withdrawal] }: Recording) => {
    invariant(withdrawal !== undefined, 'a withdrawal was recorded without an event')
    return withdrawal
  })(recorded)
}
