import { decodeCommand, execute, type Command, type LedgerError } from '@kpi-ledger/core'
import { describe, now, publish } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { badInput, storeFailure, type Failure } from '../failure'
import { ledgerBehind, openContract } from '../input/contract'
import { readPeriod } from '../input/options'
import { reading, readOnly, type OpenStore } from '../input/store'
import type { Io } from '../io'
import { publicationAnswer } from '../render/publication'
import { named, type Answered, type StoreOptions } from './asking'

export type PublishOptions = StoreOptions & {
  readonly period: string
  readonly regime?: string
  readonly actor?: string
}

/** The command to sign a scorecard off, drawn from all there is of the contract. */
const commandFor = async (
  io: Io,
  options: PublishOptions,
  store: OpenStore,
): Promise<E.Either<Failure, Command>> => {
  const period = readPeriod(options.period)
  if (E.isLeft(period)) return period
  const open = await openContract(store, options.contract, io.progress('reading'))
  if (E.isLeft(open)) return open
  const command = publish(open.right.history, {
    period: period.right,
    ledger: ledgerBehind(open.right, now),
    ...named(options.regime),
    ...(options.actor === undefined ? {} : { metadata: { actor: options.actor } }),
  })
  if (E.isLeft(command)) return E.left(badInput(describe(command.left)))
  const decoded = decodeCommand(command.right)
  return E.isLeft(decoded)
    ? E.left(badInput(decoded.left.faults.map(({ message }) => `--actor: ${message}`).join('\n')))
    : E.right(decoded.right)
}

/** A command that was judged anew after another's write finds its size out of date. */
const publishFailure = (error: LedgerError): Failure => {
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
export const publishScorecard = async (io: Io, options: PublishOptions): Answered =>
  reading(options.store, async (store) => {
    if (store.write === null) return E.left(readOnly(store.url))
    const command = await commandFor(io, options, store)
    if (E.isLeft(command)) return command
    const { now: clock, newId } = io
    const recorded = await execute({ store: store.write, now: clock, newId })([command.right])()
    if (E.isLeft(recorded)) return E.left(publishFailure(recorded.left))
    return E.right(publicationAnswer(recorded.right))
  })
