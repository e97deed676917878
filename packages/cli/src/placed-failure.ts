import { describe, type ExecutionError } from '@kpi-ledger/core'
import { badInput, storeFailure, type Failure } from './failure'

/** Why commands were not recorded, each by the place it comes from. */
export const refusalOf =
  (commands: ReadonlyArray<{ readonly place: string }>) =>
  (error: ExecutionError): Failure => {
    if (error._tag === 'InvalidCommand') return badInput(describe(error))
    const place = (index: number): string => commands[index]?.place ?? ''
    if (error._tag === 'AdvisedAgainst')
      return badInput(
        error.advice.map(({ index, sentence }) => `${place(index)}: ${sentence}`).join('\n'),
      )
    if (error._tag !== 'Refused') return storeFailure(null)(error)
    const refused = [{ index: error.index, refusal: error.refusal }, ...error.further]
    const message = refused
      .map(({ index, refusal }) => `${place(index)}: ${describe(refusal)}`)
      .join('\n')
    // A conflict alone is mended by looking again; anything else has to be mended in the input.
    return refused.every(({ refusal }) => refusal._tag === 'Stale')
      ? { status: 4, message }
      : badInput(message)
  }
