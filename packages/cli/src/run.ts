import { CommanderError } from 'commander'
import type { Failure } from './failure'
import type { Io } from './io'
import { buildProgram } from './program'

/**
 * Runs one command line (without `node` and the script's name) and gives its exit status: 0 done,
 * 1 the answer is no, 2 bad usage or input, 3 the store could not be reached or refused, 4 a
 * conflict with somebody else's write. Answers go to `out`, all else to `err`.
 */
export const run = async (argv: ReadonlyArray<string>, io: Io): Promise<number> => {
  const failures: Array<Failure> = []
  const program = buildProgram(io, (failure) => failures.push(failure))
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
  const [failure] = failures
  if (failure === undefined) return 0
  io.err(`kpi-ledger: ${failure.message}\n`)
  return failure.status
}
