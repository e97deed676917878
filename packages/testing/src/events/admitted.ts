import { AssertionError } from 'node:assert/strict'
import { decodeEvent, describe, type History, type RecordedEvent } from '@kpi-ledger/core'
import { admit, emptyHistory } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'

/** The contract that a list of events registers, if any. */
export const registeredContract = (
  events: ReadonlyArray<{ readonly type: string; readonly data: object }>,
): string | undefined => {
  const data = events.find(({ type }) => type === 'ContractRegistered')?.data
  return data !== undefined && 'contract' in data && typeof data.contract === 'string'
    ? data.contract
    : undefined
}

/**
 * The history of events, each decided on as by an import. A test based on impossible events proves
 * nothing, so it fails with an `AssertionError` that says why.
 */
export const stateAfter = (events: ReadonlyArray<RecordedEvent>): History =>
  events.reduce((state, event) => {
    const admitted = pipe(
      decodeEvent(event),
      E.flatMap((decoded) => admit(state, decoded)),
    )
    if (E.isRight(admitted)) return admitted.right
    const reason = describe(admitted.left)
    throw new AssertionError({
      message: `given event ${event.revision}, ${event.type}, cannot have happened: ${reason}`,
    })
  }, emptyHistory())
