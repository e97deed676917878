import { type Plain } from '@kpi-ledger/core/unstable'
import { AssertionError, deepStrictEqual } from 'node:assert/strict'
import { decide, describe, type Command, type DomainEvent, type Refusal } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { registeredContract, stateAfter } from '../events/admitted'
import { recorded, type EventFixture } from '../events/recorded'

/** The expected result of a command. Both methods throw an `AssertionError` if it differs. */
export interface Then {
  /** Exactly these events, in this order; `undefined` is not the same as missing. */
  readonly thenEvents: (expected: ReadonlyArray<Plain<DomainEvent>>) => void
  /** Exactly this refusal, every field of it. */
  readonly thenRefused: (expected: Refusal) => void
}

export interface Given {
  readonly when: (command: Command) => Then
}

const outcomeOf = (decided: E.Either<Refusal, DomainEvent>): Then => ({
  thenEvents: (expected) => {
    if (E.isLeft(decided))
      throw new AssertionError({
        message: `expected events, but the command was refused: ${describe(decided.left)}`,
        actual: decided.left,
        expected,
      })
    deepStrictEqual([decided.right], expected)
  },
  thenRefused: (expected) => {
    if (E.isRight(decided))
      throw new AssertionError({
        message: `expected the refusal ${expected._tag}, but the command gave events`,
        actual: [decided.right],
        expected,
      })
    deepStrictEqual(decided.left, expected)
  },
})

/**
 * A test of the decider: given these events, when this command is judged, then these events, or
 * this refusal. The given events must themselves be possible. Needs no test runner: failures are
 * thrown as an `AssertionError`.
 */
export const given = (...events: ReadonlyArray<EventFixture>): Given => ({
  when: (command) => {
    const contract = registeredContract(events) ?? command.contract
    return outcomeOf(decide(stateAfter(recorded(contract, events)), command))
  },
})
