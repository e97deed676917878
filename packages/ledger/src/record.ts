import {
  decoder,
  execute,
  rehearse,
  type Advice,
  type Command,
  type Executed,
  type LedgerEnvironment,
  type Metadata,
  type RecordedEvent,
} from '@kpi-ledger/core'
import type { EventWriter } from '@kpi-ledger/core/store'
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

/** Options for recording. */
export interface RecordOptions {
  /** Who records; by default the actor of the ledger. A command's own actor takes precedence. */
  readonly actor?: string | undefined
  /** The UUID shared by everything done for one purpose. A command's own takes precedence. */
  readonly correlationId?: string | undefined
  /** Returns what would be recorded, without recording it. */
  readonly dryRun?: boolean | undefined
  /**
   * Refuses commands that look wrong, with the advice on them (M40); by default they are recorded
   * and the advice is returned.
   */
  readonly strict?: boolean | undefined
  /** No attempt starts later than this many milliseconds from now; 10,000 by default. */
  readonly deadline?: number | undefined
}

/** The result of recording. */
export interface Recording {
  /** One event per command, in their order; for a dry run, the events that would be recorded. */
  readonly events: ReadonlyArray<Envelope>
  /**
   * The ids of those events that were recorded earlier by the same command with the same id:
   * nothing new was recorded for them (M39).
   */
  readonly already: ReadonlyArray<string>
  /** The advice on commands that were accepted but look wrong, in the order of the commands. */
  readonly advice: ReadonlyArray<Advice>
}

const readOptions = decoder(
  struct(
    'options of recording',
    {},
    {
      actor: Text,
      correlationId: Uuid,
      dryRun: boolean,
      strict: boolean,
      deadline: integer('a number of milliseconds', 0, 86_400_000),
    },
  ),
)

/** Commands with actor and correlation id filled in where they are missing. */
const withMetadata = (
  commands: ReadonlyArray<Command>,
  given: Pick<Metadata, 'actor' | 'correlationId'>,
): ReadonlyArray<Command> =>
  Object.keys(given).length === 0
    ? commands
    : commands.map((command) => ({ ...command, metadata: { ...given, ...command.metadata } }))

/** A store that counts the conflicts with other writers. */
const watched = (store: EventWriter, call: Call): EventWriter => {
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

/** What recording needs from a ledger. */
export interface Recorder {
  /** The store. */
  readonly store: EventWriter
  /** The clock, the source of ids, and the histories to decide on. */
  readonly environment: Required<Pick<LedgerEnvironment, 'now' | 'newId' | 'history'>>
  /** Who records, by default. */
  readonly actor: string | undefined
  /** Called once something has been recorded in a contract. */
  readonly recorded: (contract: string) => void
}

/**
 * The error for a deadline that passed while others were recording on the same contract; nothing
 * was recorded.
 */
const notItsTurn = (deadline: number): LedgerError => ({
  _tag: 'Unavailable',
  reason: `others were still recording after ${deadline} ms; nothing was recorded`,
})

/**
 * Runs a recording task when its turn comes on each of its contracts, with the time left until the
 * deadline.
 */
export const inTurn = (
  { store, environment, recorded }: Recorder,
  contracts: ReadonlyArray<string>,
  deadline: number,
  call: Call,
  work: (environment: LedgerEnvironment) => Promise<E.Either<LedgerError, Executed>>,
): Promise<E.Either<LedgerError, Executed>> => {
  const began = elapsed()
  return queuesOf(store).run(contracts, async () => {
    const left = deadline - (elapsed() - began)
    if (left <= 0 && deadline > 0) return E.left(notItsTurn(deadline))
    const retrying = { ...waiting, deadline: left }
    const done = await work({ store: watched(store, call), ...environment, retrying })
    // Even after a failure, since the outcome of an append may be unknown.
    for (const contract of contracts) recorded(contract)
    if (E.isRight(done))
      call.count('events_recorded', done.right.events.length - done.right.already.length)
    return done
  })
}

/** Records commands, all or nothing; in a dry run, only returns what would be recorded. */
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
    strict = false,
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
  const executed = dryRun
    ? await rehearse({ store, ...environment, strict })(given)()
    : await inTurn(opened.right, contracts, deadline, call, (world) =>
        execute({ ...world, strict })(given)(),
      )
  return E.map(({ events, already, advice }: Executed): Recording => ({
    events: envelopesOf(events),
    already,
    advice,
  }))(executed)
}
