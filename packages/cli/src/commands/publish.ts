import { decodeCommand, execute, type Command, type ExecutionError } from '@kpi-ledger/core'
import { describe, now, publish } from '@kpi-ledger/projections'
import { publicationDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printed, type Context } from '../command/command'
import { asTyped, optional, type Given } from '../command/option'
import { badInput, storeFailure, type Failure } from '../failure'
import { named } from '../input/asking'
import { ledgerBehind, openHashed } from '../input/contract'
import { contractOptions, periodOption, regimeOption } from '../input/shared-options'
import { openToRead, openToWrite, readOnly, type OpenStore } from '../input/store'

const options = {
  ...contractOptions,
  period: periodOption,
  regime: regimeOption,
  actor: optional('--actor <name>', 'who signs it off', asTyped),
}

/** The command to sign a scorecard off, drawn from all there is of the contract. */
const commandFor = async (
  { io }: Context,
  { contract, period, regime, actor }: Given<typeof options>,
  store: OpenStore,
): Promise<E.Either<Failure, Command>> => {
  const open = await openHashed(store, contract, io.progress('reading'))
  if (E.isLeft(open)) return open
  const drawn = publish(open.right.history, {
    period,
    ledger: ledgerBehind(open.right, now),
    ...named(regime),
    ...(actor === null ? {} : { metadata: { actor } }),
  })
  if (E.isLeft(drawn)) return E.left(badInput(describe(drawn.left)))
  const decoded = decodeCommand(drawn.right)
  return E.isLeft(decoded)
    ? E.left(badInput(decoded.left.faults.map(({ message }) => `--actor: ${message}`).join('\n')))
    : E.right(decoded.right)
}

/** A command that was judged anew after another's write finds its size out of date. */
const publishFailure = (error: ExecutionError): Failure => {
  if (error._tag === 'InvalidCommand') return badInput(describe(error))
  if (error._tag !== 'Refused') return storeFailure(null)(error)
  const { refusal } = error
  return refusal._tag === 'StalePublication'
    ? {
        status: 4,
        message: `nothing was published: the scorecard was drawn from ${refusal.size} events, and somebody else wrote meanwhile, so that there are ${refusal.actual}; look at it again`,
      }
    : badInput(describe(refusal))
}

/**
 * `publish`: signs a scorecard off (M25). A write of somebody else's in between is a conflict and
 * is never tried again: the signature would be of another scorecard than was drawn up.
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
    const recorded = await execute({ store: writable.right, now: clock, newId })([signing.right])()
    return E.isLeft(recorded)
      ? E.left(publishFailure(recorded.left))
      : printed(publicationDocument(recorded.right))
  },
})
