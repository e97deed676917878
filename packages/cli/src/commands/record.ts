import { execute, rehearse, type Executed, type ExecutionError } from '@kpi-ledger/core'
import type { EventReader } from '@kpi-ledger/core/store'
import { counted } from '@kpi-ledger/core/unstable'
import { waiting } from '@kpi-ledger/ledger/store'
import { eventsDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printed, type Context } from '../command/command'
import { flag, type Given } from '../command/option'
import type { Failure } from '../failure'
import { actorOf, actorOption, allNamed, strictlyNamed, warnOfNameless } from '../input/actor'
import { readCommandFiles, type PlacedCommand } from '../input/command-files'
import { offeringContracts } from '../input/no-such-contract'
import { storeOption } from '../input/shared-options'
import { openToRehearse, openToWrite, readOnly, rehearsedInWords } from '../input/store'
import { placesOf, refusalOf } from '../placed-failure'

const options = {
  ...storeOption,
  actor: actorOption('who records the commands that name no actor'),
  dryRun: flag('--dry-run', 'show what would be recorded, and record nothing'),
  strict: flag('--strict', 'record nothing if a command looks wrong or names no actor'),
}

type Recorded = Promise<E.Either<Failure, Executed>>
type Recording = (
  context: Context,
  given: Given<typeof options>,
  commands: ReadonlyArray<PlacedCommand>,
) => Recorded

/** A command with its actor, unless it names one itself. */
const byActor = ({ place, command }: PlacedCommand, actor: string | null): PlacedCommand =>
  actor === null
    ? { place, command }
    : { place, command: { ...command, metadata: { actor, ...command.metadata } } }

/** A refusal of an unknown contract, listing the existing ones. */
const inWords = async (
  store: EventReader,
  commands: ReadonlyArray<PlacedCommand>,
  recorded: E.Either<ExecutionError, Executed>,
): Recorded =>
  E.isLeft(recorded)
    ? E.left(refusalOf(commands)(await offeringContracts(store, recorded.left)))
    : recorded

const executed: Recording = async (context, { store: url, strict }, commands) => {
  const store = await openToWrite(context, url)
  if (E.isLeft(store)) return store
  const { now, newId } = context.io
  const run = execute({ store: store.right, now, newId, strict, retrying: waiting })
  return inWords(store.right, commands, await run(commands.map(({ command }) => command))())
}

const rehearsed: Recording = async (context, { store: url, strict }, commands) => {
  const store = await openToRehearse(context, url)
  if (E.isLeft(store)) return store
  const { now, newId } = context.io
  const { file, reader } = store.right
  if (file !== null) return E.left(readOnly(file))
  const run = rehearse({ store: reader, now, newId, strict })
  return inWords(reader, commands, await run(commands.map(({ command }) => command))())
}

/** `record`: runs commands, all or nothing. */
export const command = defineCommand({
  name: 'record',
  group: 'Recording',
  summary: 'Runs domain commands (JSON: one, an array, or one per line), all or nothing.',
  example: 'record --store memory: commands.ndjson',
  argument: { name: '<file...>', about: 'files of commands; - is standard input', choices: null },
  options,
  run: async (context, given, paths) => {
    const { io } = context
    const read = await readCommandFiles(io, paths)
    if (E.isLeft(read)) return read
    const actor = actorOf(context, given.actor)
    if (E.isLeft(actor)) return actor
    const commands = read.right.map((placed) => byActor(placed, actor.right))
    const bare = commands.map(({ command: each }) => each)
    const strict = given.strict && !allNamed(bare)
    const recording = given.dryRun || strict ? rehearsed : executed
    const recorded = strictlyNamed(strict, bare, await recording(context, given, commands))
    if (E.isLeft(recorded)) return recorded
    const { events, already, advice } = recorded.right
    const { length } = already
    if (length > 0)
      io.err(`kpi-ledger: nothing new was recorded for ${counted(length, 'command')} sent before\n`)
    const place = placesOf(commands)
    for (const { index, sentence } of advice) io.err(`kpi-ledger: ${place(index)}: ${sentence}\n`)
    warnOfNameless(context, bare)
    if (given.dryRun) io.err(`kpi-ledger: ${rehearsedInWords(null)}\n`)
    else context.stored(counted(events.length - length, 'event'))
    return printed(eventsDocument(events))
  },
})
