/**
 * Why a command failed, with the exit status of the wire format: 1 the answer is no, 2 bad usage
 * or input, 3 the store could not be reached or refused, or the answer could not be written, 4 a
 * conflict with another write.
 */
export interface Failure {
  /** The exit status. */
  readonly status: 1 | 2 | 3 | 4
  /** What went wrong and where, one line per fault. */
  readonly message: string
}

/** A failure of bad usage or input, status 2. */
export const badInput = (message: string): Failure => ({ status: 2, message })
