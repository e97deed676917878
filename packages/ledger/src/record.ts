import {
  decoder,
  execute,
  rehearse,
  type Command,
  type EventStore,
  type LedgerEnvironment,
  type Metadata,
  type RecordedEvent,
} from '@kpi-ledger/core'
import {
  boolean,
  DEADLINE,
  decodeCommands,
  integer,
  struct,
  Text,
  toEnvelope,
  Uuid,
  type Envelope,
} from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { LedgerError } from './error'
import { givenIn } from './questions/question'
import { queuesOf } from './queue'
import type { Call } from './telemetry'
import { elapsed, waiting } from './waiting'

/** How commands are recorded. */
export interface RecordOptions {
  /** Who records them, where a command does not say so itself; by default the ledger's actor. */
  readonly actor?: string | undefined
  /** UUID shared by all that is done for one purpose, where a command names none itself. */
  readonly correlationId?: string | undefined
  /** Says what would be recorded, and records nothing. */
  readonly dryRun?: boolean | undefined
  /** No attempt begins later than so many milliseconds from now; 10,000 by default. */
  readonly deadline?: number | undefined
}

/** What came of recording. */
export interface Recording {
  /** The events in the order of their commands; of a dry run, as they would be recorded. */
  readonly events: ReadonlyArray<Envelope>
}

const readOptions = decoder(
  struct(
    'options of recording',
    {},
    {
      actor: Text,
      correlationId: Uuid,
      dryRun: boolean,
      deadline: integer('a number of milliseconds', 0, 86_400_000),
    },
  ),
)

/** Commands with who asks for them and what for, where they do not say so themselves. */
const withMetadata = (
  commands: ReadonlyArray<Command>,
  given: Pick<Metadata, 'actor' | 'correlationId'>,
): ReadonlyArray<Command> =>
  Object.keys(given).length === 0
    ? commands
    : commands.map((command) => ({ ...command, metadata: { ...given, ...command.metadata } }))

/** A store whose appends are watched for conflicts with other writers. */
const watched = (store: EventStore, call: Call): EventStore => {
  const watch = <A>(appended: E.Either<{ readonly _tag: string }, A>): void => {
    if (E.isLeft(appended) && appended.left._tag === 'Conflict') call.count('conflicts', 1)
  }
  return {
    ...store,
    append: (stream, events, expected) => async () => {
      const appended = await store.append(stream, events, expected)()
      watch(appended)
      return appended
    },
    appendTogether: (batches) => async () => {
      const appended = await store.appendTogether(batches)()
      watch(appended)
      return appended
    },
  }
}

/** Events as plain data that shares nothing with what the ledger keeps. */
export const envelopesOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<Envelope> =>
  structuredClone(events.map(toEnvelope))

/** What recording needs of the ledger. */
export interface Recorder {
  readonly store: EventStore
  readonly environment: Required<Pick<LedgerEnvironment, 'now' | 'newId' | 'history'>>
  readonly actor: string | undefined
  /** Something was recorded in a contract. */
  readonly recorded: (contract: string) => void
}

/** Time is up before others on the same contract were done: certainly nothing was recorded. */
const notItsTurn = (deadline: number): LedgerError => ({
  _tag: 'Unavailable',
  reason: `others were still recording after ${deadline} ms; nothing was recorded`,
})

/**
 * Runs work that records, in its turn on each of its contracts, with what is left of its time. It
 * gives the events recorded.
 */
export const inTurn = (
  { store, environment, recorded }: Recorder,
  contracts: ReadonlyArray<string>,
  deadline: number,
  call: Call,
  work: (
    environment: LedgerEnvironment,
  ) => Promise<E.Either<LedgerError, ReadonlyArray<RecordedEvent>>>,
): Promise<E.Either<LedgerError, ReadonlyArray<RecordedEvent>>> => {
  const began = elapsed()
  return queuesOf(store).run(contracts, async () => {
    const left = deadline - (elapsed() - began)
    if (left <= 0 && deadline > 0) return E.left(notItsTurn(deadline))
    const retrying = { ...waiting, deadline: left }
    const done = await work({ store: watched(store, call), ...environment, retrying })
    // Even where it failed: what came of an append may not be known.
    for (const contract of contracts) recorded(contract)
    if (E.isRight(done)) call.count('events_recorded', done.right.length)
    return done
  })
}

/** Records commands, all or none, or says what would be recorded. */
export const record = async (
  recorder: () => Promise<E.Either<LedgerError, Recorder>>,
  commands: unknown,
  options: unknown,
  call: Call,
): Promise<E.Either<LedgerError, Recording>> => {
  const read = readOptions(givenIn(options))
  if (E.isLeft(read)) return read
  const decoded = decodeCommands(commands)
  if (E.isLeft(decoded)) return decoded
  const opened = await recorder()
  if (E.isLeft(opened)) return opened
  const {
    dryRun = false,
    deadline = DEADLINE,
    actor = opened.right.actor,
    correlationId,
  } = read.right
  const given = withMetadata(decoded.right, {
    ...(actor === undefined ? {} : { actor }),
    ...(correlationId === undefined ? {} : { correlationId }),
  })
  call.say({ 'kpi_ledger.commands': given.length, 'kpi_ledger.dry_run': dryRun })
  const contracts = [...new Set(given.map(({ contract }) => contract))]
  const { store, environment } = opened.right
  const events = dryRun
    ? await rehearse({ store, ...environment })(given)()
    : await inTurn(opened.right, contracts, deadline, call, (world) => execute(world)(given)())
  return E.map((all: ReadonlyArray<RecordedEvent>): Recording => ({ events: envelopesOf(all) }))(
    events,
  )
}
