import { memoryStore } from '@kpi-ledger/adapters'
import { execute, readHistory, rehearse, type Command } from '@kpi-ledger/core'
import type { EventReader, EventWriter } from '@kpi-ledger/core/store'
import {
  definitionExample,
  definitionSchema,
  planDefinition,
  readDefinition,
  type ContractDefinition,
  type PlacedFault,
  type PlannedCommand,
} from '@kpi-ledger/intake'
import { waiting } from '@kpi-ledger/ledger/store'
import { historySize, type History } from '@kpi-ledger/projections'
import { eventsDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import { defineCommand, printed, printedText, type Context } from '../command/command'
import { asTyped, flag, optional } from '../command/option'
import { badInput, type Failure } from '../failure'
import { actorOf, actorOption, warnOfNameless } from '../input/actor'
import { storeOption } from '../input/shared-options'
import { openToRehearse, openToWrite, rehearsedInWords } from '../input/store'
import { nameOf, readTextFile } from '../input/text-file'
import { refusalOf } from '../placed-failure'
import { storeFailure } from '../store-failure'

const FILE = 'define: expected a file with a definition, or --example to print one to start from'
const REASON = 'give it in the file beside the change, or for all changes with --reason'

const placed = (path: string, faults: ReadonlyArray<PlacedFault>): Failure =>
  badInput(
    faults
      .map(({ line, column, message }) => {
        const how = message.endsWith(' needs a reason') ? `; ${REASON}` : ''
        return `${nameOf(path)}:${line}:${column}: ${message}${how}`
      })
      .join('\n'),
  )

const readFile = async (
  { io }: Context,
  path: string,
): Promise<E.Either<Failure, ContractDefinition>> => {
  const text = await readTextFile(io, path)
  if (E.isLeft(text)) return text
  return E.mapLeft((faults: ReadonlyArray<PlacedFault>) => placed(path, faults))(
    readDefinition(text.right),
  )
}

/** Planned commands with their places in the file. */
const withPlaces = (path: string, planned: ReadonlyArray<PlannedCommand>) =>
  planned.map(({ line, column }) => ({ place: `${nameOf(path)}:${line}:${column}` }))

/**
 * Commands that expect what they were planned on, so that nothing changed meanwhile is overwritten
 * (M39).
 */
const basedOn = (
  history: History,
  actor: string | null,
  planned: ReadonlyArray<PlannedCommand>,
): ReadonlyArray<Command> => {
  const size = historySize(history)
  const seen = size === 0 ? {} : { expectedRevision: size - 1 }
  const by = actor === null ? {} : { metadata: { actor } }
  return planned.map(({ command }) => ({ ...command, ...seen, ...by }))
}

/** `define`: sets up or changes a contract to match a definition in plain YAML. */
export const command = defineCommand({
  name: 'define',
  group: 'Recording',
  summary: 'Sets up or changes a contract from a definition in plain YAML.',
  example: 'define --store memory: contract.yaml',
  argument: { name: '[file]', about: 'the definition; - is standard input', choices: null },
  options: {
    ...storeOption,
    reason: optional(
      '--reason <text>',
      'the reason for each change that has none in the file',
      asTyped,
    ),
    actor: actorOption('who makes the changes'),
    dryRun: flag('--dry-run', 'show what would be recorded, and record nothing'),
    example: flag('--example', 'print a sample definition to start from'),
    schema: flag('--schema', 'print the JSON Schema of definitions, for an editor'),
  },
  run: async (context, given, [path]) => {
    if (given.example) return printedText([definitionExample])
    if (given.schema) return printedText([`${JSON.stringify(definitionSchema, null, 2)}\n`])
    if (path === undefined) return E.left(badInput(FILE))
    const definition = await readFile(context, path)
    if (E.isLeft(definition)) return definition
    const { io } = context
    const { dryRun, reason } = given
    const actor = actorOf(context, given.actor)
    if (E.isLeft(actor)) return actor
    const open = async (): Promise<
      E.Either<
        Failure,
        {
          readonly file: string | null
          readonly reader: EventReader
          readonly store: EventWriter
        }
      >
    > => {
      if (!dryRun)
        return E.map((store: EventWriter) => ({ file: null, reader: store, store }))(
          await openToWrite(context, given.store),
        )
      const opened = await openToRehearse(context, given.store)
      return E.isLeft(opened) ? opened : E.right({ ...opened.right, store: memoryStore() })
    }
    const opened = await open()
    if (E.isLeft(opened)) return opened
    const { file, reader, store } = opened.right
    const history = await readHistory(reader, definition.right.contract.contract)()
    if (E.isLeft(history)) return E.left(storeFailure(null)(history.left))
    const planned = planDefinition(
      historySize(history.right) === 0 ? null : history.right,
      definition.right,
      reason === null ? {} : { reason },
    )
    if (E.isLeft(planned)) return E.left(placed(path, planned.left))
    if (planned.right.length === 0)
      io.err(`kpi-ledger: the ledger already matches ${nameOf(path)}; nothing was recorded\n`)
    const { now, newId } = io
    const commands = basedOn(history.right, actor.right, planned.right)
    const recorded = dryRun
      ? await rehearse({ store, now, newId, history: () => TE.right(history.right) })(commands)()
      : await execute({ store, now, newId, retrying: waiting })(commands)()
    if (E.isLeft(recorded)) return E.left(refusalOf(withPlaces(path, planned.right))(recorded.left))
    warnOfNameless(context, commands)
    if (dryRun) io.err(`kpi-ledger: ${rehearsedInWords(file)}\n`)
    return printed(eventsDocument(recorded.right.events))
  },
})
