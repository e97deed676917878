import { AssertionError, deepStrictEqual } from 'node:assert/strict'
import {
  decide,
  describe,
  type Command,
  type DomainEvent,
  type History,
  type InvalidCommand,
  type Refusal,
} from '@kpi-ledger/core'
import { decodeCommands, emptyHistory, type Plain } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { registeredContract, stateAfter } from '../events/admitted'
import { recorded, type EventFixture } from '../events/recorded'

/** The expected result of a command. The methods throw an `AssertionError` if it differs. */
export interface Then {
  /**
   * Expects exactly these events, in this order; a field that is `undefined` is not the same as a
   * missing one.
   */
  readonly thenEvents: (expected: ReadonlyArray<Plain<DomainEvent>>) => void
  /** Expects exactly this refusal, with every field of it. */
  readonly thenRefused: (expected: Refusal) => void
  /**
   * Expects the command to be malformed in exactly these places, such as `outcome.value`, in this
   * order.
   */
  readonly thenInvalid: (paths: ReadonlyArray<string>) => void
}

/** The events of a test, ready for a command. */
export interface Given {
  /**
   * Decides on a command. Must be followed by one of the methods of `Then` before anything is
   * awaited.
   */
  readonly when: (command: Command) => Then
}

type Judged = E.Either<Refusal | InvalidCommand, ReadonlyArray<DomainEvent>>

/** What `execute` would do with a command: decode it, then decide on it. */
const judge = (contract: string | undefined, history: History, command: Command): Judged => {
  const decoded = decodeCommands([command])
  if (E.isLeft(decoded)) return decoded
  const events: Array<DomainEvent> = []
  for (const each of decoded.right) {
    const decided = decide(each.contract === contract ? history : emptyHistory(), each)
    if (E.isLeft(decided)) return decided
    events.push(decided.right)
  }
  return E.right(events)
}

const tagOf = (judged: Judged): string => {
  if (E.isRight(judged)) return 'the command gave events'
  const { left } = judged
  return left._tag === 'InvalidCommand'
    ? `the command is invalid: ${describe(left)}`
    : `the command was refused: ${describe(left)}`
}

const differs = (expectation: string, judged: Judged, expected: unknown): AssertionError =>
  new AssertionError({
    message: `expected ${expectation}, but ${tagOf(judged)}`,
    actual: E.toUnion(judged),
    expected,
  })

const outcomeOf = (judged: Judged): Then => ({
  thenEvents: (expected) => {
    if (E.isLeft(judged)) throw differs('events', judged, expected)
    deepStrictEqual(judged.right, expected)
  },
  thenRefused: (expected) => {
    if (E.isRight(judged) || judged.left._tag === 'InvalidCommand')
      throw differs(`the refusal ${expected._tag}`, judged, expected)
    deepStrictEqual(judged.left, expected)
  },
  thenInvalid: (paths) => {
    if (E.isRight(judged) || judged.left._tag !== 'InvalidCommand')
      throw differs(`faults at ${paths.join(', ')}`, judged, paths)
    deepStrictEqual(
      judged.left.faults.map(({ path }) => path),
      paths,
    )
  },
})

/**
 * The same outcome, which fails on its own unless one of its methods is called in the same turn.
 */
const expectingThen = (command: Command, outcome: Then): Then => {
  let stated = false
  queueMicrotask(() => {
    if (!stated)
      throw new AssertionError({
        message: `when(${command.type}) has no then: call one of its methods before the test ends or awaits anything`,
      })
  })
  const stating =
    <A>(then: (expected: A) => void) =>
    (expected: A): void => {
      stated = true
      then(expected)
    }
  return {
    thenEvents: stating(outcome.thenEvents),
    thenRefused: stating(outcome.thenRefused),
    thenInvalid: stating(outcome.thenInvalid),
  }
}

/**
 * A test of the decider: given these events, when this command is decided on, then these events, or
 * this refusal. It decides exactly as `execute` does on a store with the given events, which must
 * themselves be possible. Needs no test runner: a failure is thrown as an `AssertionError`, and a
 * missing `then` as an uncaught one.
 */
export const given = (...events: ReadonlyArray<EventFixture>): Given => {
  const contract = registeredContract(events)
  const history = stateAfter(recorded(contract ?? 'unregistered', events))
  return {
    when: (command) => expectingThen(command, outcomeOf(judge(contract, history, command))),
  }
}
