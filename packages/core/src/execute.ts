import * as E from 'fp-ts/Either'
import type * as TE from 'fp-ts/TaskEither'
import {
  decideAll,
  type AdvisedAgainst,
  type Decided,
  type Executed,
  type IdentifiedCommand,
  type Refused,
} from './batch'
import {
  decodePublishScorecard,
  type Command,
  type PublishScorecard,
} from './contract/command.codec'
import { decodeCommands, type InvalidCommand } from './contract/decode-commands'
import { readHistory } from './contract/read-history'
import type { RecordedEvent } from './events/envelope'
import type { History } from './history/history'
import { invariant } from './invariant'
import { eventsWithIds } from './repeated'
import { furtherAttempts, type Retrying } from './retrying'
import type { Codec } from './schema/codec'
import { preview } from './schema/fault'
import { Instant } from './schema/instant'
import { EventId } from './schema/text'
import type { Batch, EventReader, EventWriter } from './store/event-store'
import type { StoreError } from './store/store-error'

/** What a rehearsal needs from the world around it. */
export interface RehearsalEnvironment {
  /** The store with the events to decide on. */
  readonly store: EventReader
  /** The current instant, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly now: () => string
  /** A new UUID in lower case. */
  readonly newId: () => string
  /**
   * The current history of a contract; by default its stream is read from the beginning. It may be
   * shared: it is left as it was.
   */
  readonly history?: (contract: string) => TE.TaskEither<StoreError, History>
  /** Whether commands that look wrong are refused, with the advice on them (M40). */
  readonly strict?: boolean
}

/** What recording needs from the world around it. */
export interface LedgerEnvironment extends RehearsalEnvironment {
  /** The store to record events in. */
  readonly store: EventWriter
  /**
   * How to wait between attempts, and for how long in all; if omitted, five attempts are made
   * without waiting.
   */
  readonly retrying?: Retrying
}

/** Why commands were not recorded. */
export type ExecutionError = InvalidCommand | Refused | AdvisedAgainst | StoreError

/** Checks a value from the environment; an invalid one is a bug of the caller. */
const given = <A>(codec: Codec<A>, from: string, u: unknown): A => {
  invariant(codec.is(u), `${from} gave ${preview(u)}, which is not ${codec.name}`)
  return u
}

/** Commands with ids for their events: each one's own, or a new one. */
const identify = (
  { newId }: RehearsalEnvironment,
  commands: ReadonlyArray<Command | PublishScorecard>,
): ReadonlyArray<IdentifiedCommand> =>
  commands.map((command) => ({ command, id: given(EventId, 'newId', command.id ?? newId()) }))

/** Decides on commands by the current state; `sought` are the ids that may be recorded already. */
const draft = async (
  {
    store,
    now,
    history: open = (contract) => readHistory(store, contract),
    strict = false,
  }: RehearsalEnvironment,
  commands: ReadonlyArray<IdentifiedCommand>,
  sought: ReadonlySet<string>,
): Promise<E.Either<Refused | AdvisedAgainst | StoreError, Decided>> => {
  const histories = new Map<string, History>()
  const recorded = new Map<string, RecordedEvent>()
  for (const contract of new Set(commands.map(({ command }) => command.contract))) {
    const history = await open(contract)()
    if (E.isLeft(history)) return history
    const found = await eventsWithIds(store, contract, history.right, sought)
    if (E.isLeft(found)) return found
    histories.set(contract, history.right)
    for (const [id, event] of found.right) recorded.set(id, event)
  }
  const grounds = { histories, recorded, now: () => given(Instant, 'now', now()), strict }
  return decideAll(grounds, commands)
}

const ownIds = (commands: ReadonlyArray<IdentifiedCommand>): ReadonlySet<string> =>
  new Set(commands.flatMap(({ command }) => command.id ?? []))

const append = async (
  store: EventWriter,
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

const executed = ({ events, already, advice }: Decided): Executed => ({ events, already, advice })

/**
 * What commands would record now; nothing is recorded. Fails like `execute`, except for errors of
 * appending.
 */
export const rehearse =
  (environment: RehearsalEnvironment) =>
  (commands: ReadonlyArray<Command>): TE.TaskEither<ExecutionError, Executed> =>
  async () => {
    const decoded = decodeCommands(commands)
    if (E.isLeft(decoded)) return decoded
    const identified = identify(environment, decoded.right)
    return E.map(executed)(await draft(environment, identified, ownIds(identified)))
  }

/** Loads, decides and appends, until nobody gets in between or it is too late. */
const run = async (
  environment: LedgerEnvironment,
  commands: ReadonlyArray<Command | PublishScorecard>,
): Promise<E.Either<ExecutionError, Executed>> => {
  const { store, retrying } = environment
  const identified = identify(environment, commands)
  const own = ownIds(identified)
  let sought = own
  const mayTryAgain = furtherAttempts(retrying)
  for (;;) {
    const decided = await draft(environment, identified, sought)
    if (E.isLeft(decided)) return decided
    const { batches } = decided.right
    let appended = await append(store, batches)
    // After an outage the outcome is unknown; with the same ids it is recorded at most once.
    while (E.isLeft(appended) && isOutage(appended.left) && (await mayTryAgain()))
      appended = await append(store, batches)
    if (E.isRight(appended)) return E.right(executed(decided.right))
    const error = appended.left
    // The same command may have been recorded by another writer meanwhile.
    const isRepeat = error._tag === 'IdReused' && own.has(error.id) && sought === own
    if (!(error._tag === 'Conflict' || isRepeat) || !(await mayTryAgain())) return appended
    sought = new Set(identified.map(({ id }) => id))
  }
}

/**
 * Runs commands on a store: decode, load, decide, append, all or nothing. If another writer was
 * faster, it decides again on the new state; an append whose outcome is unknown is repeated. The ids
 * of the events stay the same throughout. A command that carries an id and was recorded before is
 * answered by its event (M39). Advice is given with the answer, or, if `strict`, instead of it (M40).
 * Fails with `InvalidCommand` and all faults, with every refusal that can be judged,
 * with the store's error once it is too late for another attempt, and at once with an error of
 * reading.
 */
export const execute =
  (environment: LedgerEnvironment) =>
  (commands: ReadonlyArray<Command>): TE.TaskEither<ExecutionError, Executed> =>
  async () => {
    const decoded = decodeCommands(commands)
    return E.isLeft(decoded) ? decoded : run(environment, decoded.right)
  }

/**
 * Records what `publish` has drawn, and fails like `execute`; it is refused if anybody has recorded
 * since (M25a).
 */
export const executePublication =
  (environment: LedgerEnvironment) =>
  (publication: PublishScorecard): TE.TaskEither<ExecutionError, Executed> =>
  async () => {
    const decoded = decodePublishScorecard(publication)
    if (E.isRight(decoded)) return run(environment, [decoded.right])
    const faults = decoded.left.faults.map((fault) => ({ index: null, ...fault }))
    return E.left({ _tag: 'InvalidCommand', faults })
  }
