import { describe, type ExecutionError, type StoreError } from '@kpi-ledger/core'
import { visible } from '@kpi-ledger/core/unstable'
import { badInput, type Failure } from './failure'

const LINE = /^line (\d+)$/

/** A store's error as a failure; `file` is the ledger file being read, if any. */
export const storeFailure =
  (file: string | null) =>
  (error: StoreError): Failure => {
    switch (error._tag) {
      case 'Corrupt': {
        const line = LINE.exec(error.at)?.[1]
        return file !== null && line !== undefined
          ? badInput(visible(`${file}:${line}: ${error.reason}`))
          : badInput(describe(error))
      }
      case 'Conflict':
      case 'IdReused':
        return { status: 4, message: describe(error) }
      case 'StreamDeleted':
      case 'BeyondEnd':
      case 'AccessDenied':
      case 'Unavailable':
      case 'TimedOut':
      case 'TooLarge':
      case 'NotFound':
      case 'NotSupported':
        return { status: 3, message: describe(error) }
    }
  }

/** Why nothing was recorded: a fault of the input, or of the store. */
export const executionFailure = (error: ExecutionError): Failure => {
  switch (error._tag) {
    case 'Refused':
      return badInput(describe(error.refusal))
    case 'InvalidCommand':
    case 'AdvisedAgainst':
      return badInput(describe(error))
    default:
      return storeFailure(null)(error)
  }
}
