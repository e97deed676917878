import type { ExecutionError } from '@kpi-ledger/core'
import { executePublication } from '@kpi-ledger/core/unstable'
import { describe, ledgerState, now, publish, type Signing } from '@kpi-ledger/projections'
import { publicationDocument } from '@kpi-ledger/report'
import { waiting } from '@kpi-ledger/ledger/store'
import * as E from 'fp-ts/Either'
import { defineCommand, printed, type Context } from '../command/command'
import { asTyped, flag, required, type Given } from '../command/option'
import { badInput, type Failure } from '../failure'
import { openHashed } from '../input/contract'
import { contractPeriod, yearStartOf } from '../input/contract-period'
import { contractOptions, periodOption } from '../input/shared-options'
import { openToRead, openToWrite, readOnly, type OpenedStore } from '../input/store'
import { executionFailure } from '../store-failure'

const options = {
  ...contractOptions,
  period: periodOption,
  actor: required(
    '--actor <name>',
    'who signs it off; KPI_LEDGER_ACTOR is not used: name the signatory each time',
    asTyped,
  ),
  incomplete: flag('--incomplete', 'publish it even if KPIs that are due have no outcome'),
  again: flag('--again', 'publish it again, even if it has been published before'),
}

/** The scorecard to sign off, and the month in which the contract's year starts. */
interface Drawn extends Signing {
  readonly yearStart: number
}

/** The scorecard to sign off, drawn from the current events of the contract. */
const drawFor = async (
  { io }: Context,
  { contract, period, actor, incomplete, again }: Given<typeof options>,
  store: OpenedStore,
): Promise<E.Either<Failure, Drawn>> => {
  const open = await openHashed(store, contract, io.progress('reading'))
  if (E.isLeft(open)) return open
  const { history, log } = open.right
  const intended = contractPeriod('--period', period, history)
  if (E.isLeft(intended)) return intended
  const drawn = publish(history, {
    period: intended.right,
    ledger: ledgerState(history, log, now),
    at: io.now(),
    ...{ metadata: { actor }, incomplete, again },
  })
  return E.isLeft(drawn)
    ? E.left(badInput(describe(drawn.left)))
    : E.right({ ...drawn.right, yearStart: yearStartOf(history) })
}

/** Why nothing was published. After a write by somebody else, the size in the command is outdated. */
const publishFailure = (error: ExecutionError): Failure => {
  // Everything else in the command was computed, not typed.
  if (error._tag === 'InvalidCommand')
    return badInput(error.faults.map(({ message }) => `--actor: ${message}`).join('\n'))
  if (error._tag !== 'Refused' || error.refusal._tag !== 'StalePublication')
    return executionFailure(error)
  const { size, actual } = error.refusal
  return {
    status: 4,
    message: `nothing was published: the scorecard was drawn from ${size} events, but somebody else has recorded since and there are ${actual}; review it and try again`,
  }
}

/**
 * `publish`: signs off a scorecard (M25, M25a). A write by somebody else in between is a conflict,
 * and never retried: the signature would be for a scorecard that nobody saw.
 */
export const command = defineCommand({
  name: 'publish',
  group: 'Signing off',
  summary: 'Signs off a scorecard: any later change to a cell is a restatement.',
  example: "publish --contract pssp --period 2016-05 --actor 'Chair of the board'",
  options,
  run: async (context, given) => {
    const store = await openToRead(context, given.store)
    if (E.isLeft(store)) return store
    const { file, url } = store.right
    if (file !== null) return E.left(readOnly(url))
    const signing = await drawFor(context, given, store.right)
    if (E.isLeft(signing)) return signing
    const writable = await openToWrite(context, given.store)
    if (E.isLeft(writable)) return writable
    const { now: clock, newId } = context.io
    const { command, yearStart, summary } = signing.right
    const recorded = await executePublication({
      ...{ store: writable.right, now: clock, newId, retrying: waiting },
    })(command)()
    if (E.isLeft(recorded)) return E.left(publishFailure(recorded.left))
    context.stored('the publication')
    return printed(publicationDocument(recorded.right.events, yearStart, summary))
  },
})
