import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import type { Command } from './contract/command.codec'
import { decide } from './contract/decide'
import { addToHistory } from './contract/fold'
import { readHistory } from './contract/read-history'
import type { Refusal } from './contract/refusal'
import {
  streamOf,
  type StreamName,
  type DomainEvent,
  type NewEvent,
  type RecordedEvent,
} from './events/envelope'
import { currentVersion } from './events/event.codec'
import { invariant } from './invariant'
import type { Codec } from './schema/codec'
import { preview } from './schema/fault'
import { Instant } from './schema/instant'
import { EventId } from './schema/text'
import { historySize, type History } from './history/history'
import type { Batch, EventStore } from './store/event-store'
import type { StoreError } from './store/store-error'

/** What the ledger needs from the world around it. */
export interface LedgerEnvironment {
  readonly store: EventStore
  /** The present instant, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly now: () => string
  /** A new UUID in lower case. */
  readonly newId: () => string
  /** How many appends are tried in all when others are faster or the store is away; 5 by default. */
  readonly attempts?: number
}

/** A command of a batch was refused; none of the batch was recorded. */
export interface Refused {
  readonly _tag: 'Refused'
  /** Position of the refused command in the batch, from 0. */
  readonly index: number
  readonly refusal: Refusal
}

export type LedgerError = Refused | StoreError

/** What the world around the ledger is trusted to give; anything else is a fault of the program. */
const given = <A>(codec: Codec<A>, from: string, u: unknown): A => {
  invariant(codec.is(u), `${from} gave ${preview(u)}, which is not ${codec.name}`)
  return u
}

/** The instant an event is recorded at: never before the one before it (M20). */
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

interface OpenContract {
  /** Number of events that were there when it was read. */
  readonly loaded: number
  readonly history: History
  readonly events: Array<RecordedEvent>
}

const openContracts = async (
  store: EventStore,
  commands: ReadonlyArray<Command>,
): Promise<E.Either<StoreError, Map<string, OpenContract>>> => {
  const open = new Map<string, OpenContract>()
  for (const { contract } of commands) {
    if (open.has(contract)) continue
    const history = await readHistory(store, contract)()
    if (E.isLeft(history)) return history
    const loaded = historySize(history.right)
    open.set(contract, { loaded, history: history.right, events: [] })
  }
  return E.right(open)
}

/** Judges the commands in order, each knowing what the ones before it recorded. */
const decideAll = (
  environment: LedgerEnvironment,
  open: Map<string, OpenContract>,
  commands: ReadonlyArray<Command>,
): E.Either<Refused, ReadonlyArray<RecordedEvent>> => {
  const recorded: Array<RecordedEvent> = []
  for (const [index, command] of commands.entries()) {
    const contract = open.get(command.contract)
    if (contract === undefined) continue
    const decided = decide(contract.history, command)
    if (E.isLeft(decided)) return E.left({ _tag: 'Refused', index, refusal: decided.left })
    const stream = streamOf(command.contract)
    const event = record(environment, contract.history, stream, decided.right, command.metadata)
    addToHistory(contract.history, event)
    contract.events.push(event)
    recorded.push(event)
  }
  return E.right(recorded)
}

/** The event as a store takes it, without the place the store gives it. */
export const toNewEvent = ({ stream: _, revision: __, ...event }: RecordedEvent): NewEvent => event

const batchesOf = (open: Map<string, OpenContract>): ReadonlyArray<Batch> =>
  [...open].map(([contract, { loaded, events }]) => ({
    stream: streamOf(contract),
    events: events.map(toNewEvent),
    expected: loaded === 0 ? 'no-stream' : loaded - 1,
  }))

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

/**
 * Runs commands on a store: load, decide, append, all of them or none. When another writer was
 * faster, the commands are judged again on what is there now. Gives the recorded events in
 * order; fails with the first refusal, with the store's error once the attempts are used up, and
 * at once with an error of reading.
 */
export const execute =
  (environment: LedgerEnvironment) =>
  (commands: ReadonlyArray<Command>): TE.TaskEither<LedgerError, ReadonlyArray<RecordedEvent>> =>
  async () => {
    const { store } = environment
    let attempts = environment.attempts ?? 5
    for (;;) {
      const open = await openContracts(store, commands)
      if (E.isLeft(open)) return open
      const recorded = decideAll(environment, open.right, commands)
      if (E.isLeft(recorded)) return recorded
      const batches = batchesOf(open.right)
      let appended = await append(store, batches)
      // An outage leaves the outcome unknown; the same ids again are recorded at most once.
      while (E.isLeft(appended) && isOutage(appended.left) && --attempts > 0)
        appended = await append(store, batches)
      if (E.isRight(appended)) return recorded
      if (appended.left._tag !== 'Conflict' || --attempts <= 0) return appended
    }
  }
