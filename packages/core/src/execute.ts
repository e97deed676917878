import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import type { Command } from './contract/command.codec'
import { decide } from './contract/decide'
import { decodeCommands, type InvalidCommand } from './contract/decode-commands'
import { addToHistory } from './contract/fold'
import { readHistory } from './contract/read-history'
import type { Refusal } from './contract/refusal'
import { rollBack } from './contract/roll-back'
import {
  streamOf,
  type StreamName,
  type DomainEvent,
  type NewEvent,
  type RecordedEvent,
} from './events/envelope'
import { currentVersion } from './events/event.codec'
import { invariant } from './invariant'
import { furtherAttempts, type Retrying } from './retrying'
import type { Codec } from './schema/codec'
import { preview } from './schema/fault'
import { Instant } from './schema/instant'
import { EventId } from './schema/text'
import { historySize, type History } from './history/history'
import type { Batch, EventStore } from './store/event-store'
import type { StoreError } from './store/store-error'

/** What recording needs from the world around it. */
export interface LedgerEnvironment {
  readonly store: EventStore
  /** The current instant, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly now: () => string
  /** A new UUID in lower case. */
  readonly newId: () => string
  /**
   * How to wait between attempts, and for how long in all; if omitted, five attempts are made
   * without waiting.
   */
  readonly retrying?: Retrying
  /**
   * The current history of a contract; by default its stream is read from the beginning. It may be
   * shared: it is left as it was.
   */
  readonly history?: (contract: string) => TE.TaskEither<StoreError, History>
}

/** A command of a batch was refused; none of the batch was recorded. */
export interface Refused {
  readonly _tag: 'Refused'
  /** Position of the refused command in the batch, from 0. */
  readonly index: number
  readonly refusal: Refusal
}

/** Why commands were not recorded. */
export type ExecutionError = InvalidCommand | Refused | StoreError

/** Checks a value from the environment; an invalid one is a bug of the caller. */
const given = <A>(codec: Codec<A>, from: string, u: unknown): A => {
  invariant(codec.is(u), `${from} gave ${preview(u)}, which is not ${codec.name}`)
  return u
}

/** The instant to record an event at: never before that of the event before it (M20). */
const stampedAt = (now: Instant, last: Instant | undefined): Instant =>
  last !== undefined && last > now ? last : now

const record = (
  environment: LedgerEnvironment,
  history: History,
  stream: StreamName,
  event: DomainEvent,
  metadata: Command['metadata'],
): RecordedEvent => ({
  ...event,
  id: given(EventId, 'newId', environment.newId()),
  stream,
  revision: historySize(history),
  version: currentVersion(event.type),
  recordedAt: stampedAt(
    given(Instant, 'now', environment.now()),
    history.origins.at(-1)?.recordedAt,
  ),
  ...(metadata === undefined ? {} : { metadata }),
})

const openHistories = async (
  { store, history: open = (contract) => readHistory(store, contract) }: LedgerEnvironment,
  commands: ReadonlyArray<Command>,
): Promise<E.Either<StoreError, ReadonlyMap<string, History>>> => {
  const histories = new Map<string, History>()
  for (const { contract } of commands) {
    if (histories.has(contract)) continue
    const history = await open(contract)()
    if (E.isLeft(history)) return history
    histories.set(contract, history.right)
  }
  return E.right(histories)
}

/** The event to append, without its place. */
export const toNewEvent = ({ stream: _, revision: __, ...event }: RecordedEvent): NewEvent => event

/** The result of deciding on commands: the events, and the batches to append. */
interface Decided {
  readonly events: ReadonlyArray<RecordedEvent>
  readonly batches: ReadonlyArray<Batch>
}

/** Decides on the commands in order; each knows what those before it would record. */
const judgeInTurn = (
  environment: LedgerEnvironment,
  histories: ReadonlyMap<string, History>,
  commands: ReadonlyArray<Command>,
  added: Map<History, Array<RecordedEvent>>,
): E.Either<Refused, ReadonlyArray<RecordedEvent>> => {
  const events: Array<RecordedEvent> = []
  for (const [index, command] of commands.entries()) {
    const history = histories.get(command.contract)
    invariant(history !== undefined, `contract "${command.contract}" was not opened`)
    const decided = decide(history, command)
    if (E.isLeft(decided)) return E.left({ _tag: 'Refused', index, refusal: decided.left })
    const stream = streamOf(command.contract)
    const event = record(environment, history, stream, decided.right, command.metadata)
    addToHistory(history, event)
    const before = added.get(history)
    if (before === undefined) added.set(history, [event])
    else before.push(event)
    events.push(event)
  }
  return E.right(events)
}

const batchOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<Batch> => {
  const [first] = events
  if (first === undefined) return []
  const expected = first.revision === 0 ? 'no-stream' : first.revision - 1
  return [{ stream: first.stream, events: events.map(toNewEvent), expected }]
}

/** Decides on commands and leaves the histories as they were; synchronous. */
const decideAll = (
  environment: LedgerEnvironment,
  histories: ReadonlyMap<string, History>,
  commands: ReadonlyArray<Command>,
): E.Either<Refused, Decided> => {
  const added = new Map<History, Array<RecordedEvent>>()
  try {
    const judged = judgeInTurn(environment, histories, commands, added)
    return E.map((events: ReadonlyArray<RecordedEvent>) => ({
      events,
      batches: [...added.values()].flatMap(batchOf),
    }))(judged)
  } finally {
    for (const [history, events] of added) rollBack(history, events)
  }
}

const append = async (
  store: EventStore,
  batches: ReadonlyArray<Batch>,
): Promise<E.Either<StoreError, unknown>> => {
  const [only, ...others] = batches
  if (only === undefined) return E.right([])
  return others.length === 0
    ? store.append(only.stream, only.events, only.expected)()
    : store.appendTogether(batches)()
}

const isOutage = (error: StoreError): boolean =>
  error._tag === 'TimedOut' || error._tag === 'Unavailable'

const draft = async (
  environment: LedgerEnvironment,
  commands: ReadonlyArray<Command>,
): Promise<E.Either<Refused | StoreError, Decided>> => {
  const histories = await openHistories(environment, commands)
  return E.isLeft(histories) ? histories : decideAll(environment, histories.right, commands)
}

/**
 * The events that commands would record now, in order; nothing is recorded. Fails like `execute`,
 * except for errors of appending.
 */
export const rehearse =
  (environment: LedgerEnvironment) =>
  (commands: ReadonlyArray<Command>): TE.TaskEither<ExecutionError, ReadonlyArray<RecordedEvent>> =>
  async () => {
    const decoded = decodeCommands(commands)
    if (E.isLeft(decoded)) return decoded
    return E.map(({ events }: Decided) => events)(await draft(environment, decoded.right))
  }

/**
 * Runs commands on a store: decode, load, decide, append, all or nothing. If another writer was
 * faster, it decides again on the new state; an append whose outcome is unknown is repeated with
 * the same ids. Returns the recorded events in order. Fails with `InvalidCommand` and all faults,
 * with the first refusal, with the store's error once it is too late for another attempt, and at
 * once with an error of reading.
 */
export const execute =
  (environment: LedgerEnvironment) =>
  (commands: ReadonlyArray<Command>): TE.TaskEither<ExecutionError, ReadonlyArray<RecordedEvent>> =>
  async () => {
    const decoded = decodeCommands(commands)
    if (E.isLeft(decoded)) return decoded
    const { store, retrying } = environment
    const mayTryAgain = furtherAttempts(retrying)
    for (;;) {
      const decided = await draft(environment, decoded.right)
      if (E.isLeft(decided)) return decided
      const { events, batches } = decided.right
      let appended = await append(store, batches)
      // After an outage the outcome is unknown; with the same ids it is recorded at most once.
      while (E.isLeft(appended) && isOutage(appended.left) && (await mayTryAgain()))
        appended = await append(store, batches)
      if (E.isRight(appended)) return E.right(events)
      if (appended.left._tag !== 'Conflict' || !(await mayTryAgain())) return appended
    }
  }
