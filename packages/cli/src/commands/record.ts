import { describe, execute, type ExecutionError } from '@kpi-ledger/core'
import { counted } from '@kpi-ledger/core/unstable'
import { waiting } from '@kpi-ledger/ledger/store'
import { eventsDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printed } from '../command/command'
import { flag } from '../command/option'
import { badInput, storeFailure, type Failure } from '../failure'
import { readCommandFiles, type PlacedCommand } from '../input/command-files'
import { offeringContracts } from '../input/no-such-contract'
import { storeOption } from '../input/shared-options'
import { openToWrite } from '../input/store'

const ledgerFailure =
  (commands: ReadonlyArray<PlacedCommand>) =>
  (error: ExecutionError): Failure => {
    if (error._tag === 'InvalidCommand') return badInput(describe(error))
    const place = (index: number): string => commands[index]?.place ?? ''
    if (error._tag === 'AdvisedAgainst')
      return badInput(
        error.advice.map(({ index, sentence }) => `${place(index)}: ${sentence}`).join('\n'),
      )
    if (error._tag !== 'Refused') return storeFailure(null)(error)
    const message = `${place(error.index)}: ${describe(error.refusal)}`
    return error.refusal._tag === 'Stale' ? { status: 4, message } : badInput(message)
  }

/** `record`: runs commands, all or nothing. */
export const command = defineCommand({
  name: 'record',
  group: 'Recording',
  summary: 'Runs domain commands (one, an array, or one a line, as JSON), all or nothing.',
  example: 'record --store memory: commands.ndjson',
  argument: { name: '<file...>', about: 'files of commands; - is standard input', choices: null },
  options: {
    ...storeOption,
    strict: flag('--strict', 'refuse commands that look wrong, and record nothing'),
  },
  run: async (context, given, paths) => {
    const { io } = context
    const commands = await readCommandFiles(io, paths)
    if (E.isLeft(commands)) return commands
    const store = await openToWrite(context, given.store)
    if (E.isLeft(store)) return store
    const { now, newId } = io
    const { strict } = given
    const run = execute({ store: store.right, now, newId, strict, retrying: waiting })
    const recorded = await run(commands.right.map((each) => each.command))()
    if (E.isLeft(recorded)) {
      const error = await offeringContracts(store.right, recorded.left)
      return E.left(ledgerFailure(commands.right)(error))
    }
    const { events, already, advice } = recorded.right
    const { length } = already
    if (length > 0)
      io.err(`kpi-ledger: nothing new was recorded for ${counted(length, 'command')} sent before\n`)
    for (const { index, sentence } of advice)
      io.err(`kpi-ledger: ${commands.right[index]?.place ?? ''}: ${sentence}\n`)
    context.stored(counted(events.length - length, 'event'))
    return printed(eventsDocument(events))
  },
})
