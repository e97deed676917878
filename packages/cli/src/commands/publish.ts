import { decodeCommand, execute, type Command, type ExecutionError } from '@kpi-ledger/core'
import { describe, ledgerState, now, publish } from '@kpi-ledger/projections'
import { publicationDocument } from '@kpi-ledger/report'
import { waiting } from '@kpi-ledger/ledger/store'
import * as E from 'fp-ts/Either'
import { defineCommand, printed, type Context } from '../command/command'
import { asTyped, optional, type Given } from '../command/option'
import { badInput, storeFailure, type Failure } from '../failure'
import { named } from '../input/asking'
import { openHashed } from '../input/contract'
import { meant, yearStartOf } from '../input/meant'
import { contractOptions, periodOption, regimeOption } from '../input/shared-options'
import { openToRead, openToWrite, readOnly, type OpenedStore } from '../input/store'

const options = {
  ...contractOptions,
  period: periodOption,
  regime: regimeOption,
  actor: optional('--actor <name>', 'who signs it off', asTyped),
}

/** The command to sign a scorecard off, and the month in which the contract's year starts. */
interface Drawn {
  readonly command: Command
  readonly yearStart: number
}

/** The command to sign a scorecard off, drawn from the current events of the contract. */
const commandFor = async (
  { io }: Context,
  { contract, period, regime, actor }: Given<typeof options>,
  store: OpenedStore,
): Promise<E.Either<Failure, Drawn>> => {
  const open = await openHashed(store, contract, io.progress('reading'))
  if (E.isLeft(open)) return open
  const { history, log } = open.right
  const asMeant = meant('--period', period, history)
  if (E.isLeft(asMeant)) return asMeant
  const drawn = publish(history, {
    period: asMeant.right,
    ledger: ledgerState(history, log, now),
    ...named(regime),
    ...(actor === null ? {} : { metadata: { actor } }),
  })
  if (E.isLeft(drawn)) return E.left(badInput(describe(drawn.left)))
  const decoded = decodeCommand(drawn.right)
  return E.isLeft(decoded)
    ? E.left(badInput(decoded.left.faults.map(({ message }) => `--actor: ${message}`).join('\n')))
    : E.right({ command: decoded.right, yearStart: yearStartOf(history) })
}

/** After a write by somebody else, the size in the command is outdated. */
const publishFailure = (error: ExecutionError): Failure => {
  if (error._tag === 'InvalidCommand' || error._tag === 'AdvisedAgainst')
    return badInput(describe(error))
  if (error._tag !== 'Refused') return storeFailure(null)(error)
  const { refusal } = error
  return refusal._tag === 'StalePublication'
    ? {
        status: 4,
        message: `nothing was published: the scorecard was drawn from ${refusal.size} events, but somebody else has recorded since and there are ${refusal.actual}; review it and try again`,
      }
    : badInput(describe(refusal))
}

/**
 * `publish`: signs a scorecard off (M25). A write by somebody else in between is a conflict and is
 * never retried: the signature would be of a scorecard that nobody saw.
 */
export const command = defineCommand({
  name: 'publish',
  group: 'Signing off',
  summary: 'Signs a scorecard off: from then on a changed cell is a restatement.',
  example: "publish --contract pssp --period 2016-05 --actor 'Chair of the board'",
  options,
  run: async (context, given) => {
    const store = await openToRead(context, given.store)
    if (E.isLeft(store)) return store
    const { file, url } = store.right
    if (file !== null) return E.left(readOnly(url))
    const signing = await commandFor(context, given, store.right)
    if (E.isLeft(signing)) return signing
    const writable = await openToWrite(context, given.store)
    if (E.isLeft(writable)) return writable
    const { now: clock, newId } = context.io
    const { command, yearStart } = signing.right
    const recorded = await execute({ store: writable.right, now: clock, newId, retrying: waiting })(
      [command],
    )()
    if (E.isLeft(recorded)) return E.left(publishFailure(recorded.left))
    context.stored('the publication')
    return printed(publicationDocument(recorded.right.events, yearStart))
  },
})
