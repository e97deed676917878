import * as E from 'fp-ts/Either'
import { advise } from './advice/advise'
import { adviceOn, type Advice } from './contract/advice'
import type { Command, PublishScorecard } from './contract/command.codec'
import { decide } from './contract/decide'
import { addToHistory } from './contract/fold'
import { recordedAhead } from './contract/recorded-ahead'
import type { Refusal } from './contract/refusal'
import { rollBack } from './contract/roll-back'
import { correctsAnother, unseenBy } from './contract/stale'
import { streamOf, type NewEvent, type RecordedEvent } from './events/envelope'
import { currentVersion } from './events/event.codec'
import { historySize, type History } from './history/history'
import { invariant } from './invariant'
import { isEventOf } from './repeated'
import type { Instant } from './schema/instant'
import type { EventId } from './schema/text'
import type { Batch } from './store/event-store'
import { Unsettled } from './unsettled'

/** A refused command of a batch. */
export interface RefusedCommand {
  /** Position of the command in the batch, from 0. */
  readonly index: number
  /** Why it is refused. */
  readonly refusal: Refusal
}

/** A command of a batch was refused; none of the batch was recorded. */
export interface Refused extends RefusedCommand {
  /** The tag of this error. */
  readonly _tag: 'Refused'
  /**
   * The other commands that would be refused whatever happens to this one, in order. After a
   * refusal a command about the same KPI is not judged, nor one about the contract as a whole;
   * after a refusal of one about the contract as a whole, nothing of that contract is.
   */
  readonly further: ReadonlyArray<RefusedCommand>
}

/** Commands looked wrong, and refusal was requested in that case; none was recorded (M40). */
export interface AdvisedAgainst {
  /** The tag of this error. */
  readonly _tag: 'AdvisedAgainst'
  /** In the order of the commands. */
  readonly advice: ReadonlyArray<Advice>
}

/** The result of running commands. */
export interface Executed {
  /** One event for each command, in their order. */
  readonly events: ReadonlyArray<RecordedEvent>
  /**
   * Ids of those that the same command, sent earlier with the same id, had recorded: nothing new was
   * recorded for them (M39).
   */
  readonly already: ReadonlyArray<EventId>
  /** What was accepted but looks wrong, in the order of the commands. */
  readonly advice: ReadonlyArray<Advice>
}

/** A command with the id of its event. */
export interface IdentifiedCommand {
  /** The command, or the request to publish. */
  readonly command: Command | PublishScorecard
  /** The id of its event. */
  readonly id: EventId
}

/** What commands are judged by. */
export interface Grounds {
  /** The current history of each contract. */
  readonly histories: ReadonlyMap<string, History>
  /** The events that were recorded for some of the commands before, by id. */
  readonly recorded: ReadonlyMap<string, RecordedEvent>
  /** Returns the current instant. */
  readonly now: () => Instant
  /** Whether advice refuses commands (M40). */
  readonly strict: boolean
}

/** The event to append, without its place. */
export const toNewEvent = ({ stream: _, revision: __, ...event }: RecordedEvent): NewEvent => event

/** The result of deciding on commands: what is to be answered, and the batches to append. */
export interface Decided extends Executed {
  /** The batches to append, one per contract. */
  readonly batches: ReadonlyArray<Batch>
}

/** The instant to record an event at: never before that of the event before it (M20). */
const stampedAt = (now: Instant, last: Instant | undefined): Instant =>
  last !== undefined && last > now ? last : now

/** The decisions on a batch so far. */
class Deciding {
  readonly events: Array<RecordedEvent> = []
  readonly already: Array<EventId> = []
  private readonly advice: Array<Advice> = []
  /** The events to append, by the history they were added to. */
  readonly added = new Map<History, Array<RecordedEvent>>()
  private readonly byId: Map<string, RecordedEvent>

  constructor(private readonly grounds: Grounds) {
    this.byId = new Map(grounds.recorded)
  }

  historyOf({ contract }: Command | PublishScorecard): History {
    const history = this.grounds.histories.get(contract)
    invariant(history !== undefined, `contract "${contract}" was not opened`)
    return history
  }

  /** Why a command cannot be based on the revision its author saw. */
  unseen({ command, id }: IdentifiedCommand): Refusal | null {
    return this.byId.has(id) ? null : unseenBy(this.historyOf(command), command)
  }

  /** Decides on the next command, which knows what those before it would record. */
  take(identified: IdentifiedCommand, index: number): Refusal | null {
    const { command, id } = identified
    const repeated = this.byId.get(id)
    return repeated === undefined ? this.judge(identified, index) : this.repeat(command, repeated)
  }

  /** All advice, on each new event after everything recorded with it. */
  advised(): ReadonlyArray<Advice> {
    const historyWith = new Map(
      [...this.added].flatMap(([history, own]) => own.map((event) => [event, history] as const)),
    )
    for (const [index, event] of this.events.entries()) {
      const history = historyWith.get(event)
      if (history === undefined || history.contract === null) continue
      const { yearStart } = history.contract
      this.advice.push(
        ...advise(history, event).map((oddity) => adviceOn(oddity, index, yearStart)),
      )
    }
    return this.advice.sort((a, b) => a.index - b.index)
  }

  private repeat(command: Command | PublishScorecard, event: RecordedEvent): Refusal | null {
    const { id, type, revision } = event
    if (!isEventOf(command, event)) return { _tag: 'IdTaken', id, type, revision }
    this.events.push(event)
    if (command.id !== undefined) this.already.push(id)
    return null
  }

  private judge({ command, id }: IdentifiedCommand, index: number): Refusal | null {
    const history = this.historyOf(command)
    const stale = correctsAnother(history, command)
    if (stale !== null) return stale
    const decided = decide(history, command)
    if (E.isLeft(decided)) return decided.left
    const { metadata } = command
    const now = this.grounds.now()
    const event: RecordedEvent = {
      ...decided.right,
      id,
      stream: streamOf(command.contract),
      revision: historySize(history),
      version: currentVersion(decided.right.type),
      recordedAt: stampedAt(now, history.origins.lastRecordedAt()),
      ...(metadata === undefined ? {} : { metadata }),
    }
    if (!this.added.has(history))
      for (const each of recordedAhead(history, index, now)) this.advice.push(each)
    addToHistory(history, event)
    const before = this.added.get(history)
    if (before === undefined) this.added.set(history, [event])
    else before.push(event)
    this.byId.set(id, event)
    this.events.push(event)
    return null
  }
}

const batchOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<Batch> => {
  const [first] = events
  if (first === undefined) return []
  const expected = first.revision === 0 ? 'no-stream' : first.revision - 1
  return [{ stream: first.stream, events: events.map(toNewEvent), expected }]
}

/** Judges commands in order, including those after a refusal that do not depend on it. */
const refusedOf = (
  deciding: Deciding,
  commands: ReadonlyArray<IdentifiedCommand>,
): ReadonlyArray<RefusedCommand> => {
  const unseen = commands.map((identified) => deciding.unseen(identified))
  const unsettled = new Unsettled()
  return commands.flatMap((identified, index) => {
    const { command } = identified
    const known = unseen[index] ?? null
    const judged = known !== null || unsettled.allows(command)
    const refusal = known ?? (judged ? deciding.take(identified, index) : null)
    if (refusal === null && judged) return []
    unsettled.add(command)
    return refusal === null ? [] : [{ index, refusal }]
  })
}

/** Decides on commands in order and leaves the histories as they were; synchronous. */
export const decideAll = (
  grounds: Grounds,
  commands: ReadonlyArray<IdentifiedCommand>,
): E.Either<Refused | AdvisedAgainst, Decided> => {
  const deciding = new Deciding(grounds)
  const { events, already, added } = deciding
  try {
    const [first, ...further] = refusedOf(deciding, commands)
    if (first !== undefined) return E.left({ _tag: 'Refused', ...first, further })
    const advice = deciding.advised()
    if (grounds.strict && advice.length > 0) return E.left({ _tag: 'AdvisedAgainst', advice })
    return E.right({ events, already, advice, batches: [...added.values()].flatMap(batchOf) })
  } finally {
    for (const [history, own] of added) rollBack(history, own)
  }
}
