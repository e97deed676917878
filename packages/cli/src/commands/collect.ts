import { execute, rehearse, type Command, type Executed, type History } from '@kpi-ledger/core'
import { counted } from '@kpi-ledger/core/unstable'
import {
  cellInWords,
  encodings,
  guessMapping,
  readMapping,
  type Mapping,
  type PlannedFigure,
} from '@kpi-ledger/intake'
import { waiting } from '@kpi-ledger/ledger/store'
import { terminalWriter } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { collectedDocument, countsInWords, type AdviceOn } from '../collecting/collected-document'
import { collectFile, withFile, type CollectedFile } from '../collecting/collected-file'
import { defineCommand, printed, printedText, type Context, type Printed } from '../command/command'
import { asTyped, flag, oneOf, optional, type Given } from '../command/option'
import { badInput, type Failure } from '../failure'
import { actorOf, actorOption, strictlyNamed, warnOfNameless } from '../input/actor'
import { openHistory } from '../input/contract'
import { readContractId, readText } from '../input/options'
import { EXAMPLE, storeOption } from '../input/shared-options'
import {
  openToRead,
  openToWrite,
  readOnly,
  rehearsedInWords,
  type OpenedStore,
} from '../input/store'
import { nameOf, readTextFile } from '../input/text-file'
import { refusalOf } from '../placed-failure'
import { surfaceOf } from '../surface'

const options = {
  ...storeOption,
  contract: optional(
    '--contract <id>',
    'the contract, if neither the file nor the mapping names it',
    readContractId,
  ),
  mapping: optional(
    '--mapping <file>',
    'how to read a file that was not written by template',
    asTyped,
  ),
  guess: flag('--guess', 'propose a mapping for you to correct, and record nothing'),
  encoding: oneOf('--encoding <name>', 'the encoding of CSV that does not declare it', encodings),
  reason: optional(
    '--reason <text>',
    'why figures that differ from the ledger are corrected',
    readText('--reason'),
  ),
  actor: actorOption('who records the figures'),
  dryRun: flag('--dry-run', 'show what would be recorded, and record nothing'),
  yes: flag('--yes', 'record without asking at the terminal'),
  strict: flag('--strict', 'record nothing if a figure looks wrong or no actor is named'),
}

type CollectGiven = Given<typeof options>

const readMappingFile = async (
  { io }: Context,
  path: string | null,
): Promise<E.Either<Failure, Mapping | null>> => {
  if (path === null) return E.right(null)
  const yaml = await readTextFile(io, path)
  if (E.isLeft(yaml)) return yaml
  const mapping = readMapping(yaml.right)
  if (E.isRight(mapping)) return mapping
  const faults = mapping.left.map(
    ({ line, column, message }) => `${nameOf(path)}:${String(line)}:${String(column)}: ${message}`,
  )
  return E.left(badInput(faults.join('\n')))
}

/** The histories of a store's contracts, each read once. */
const histories = (context: Context, store: OpenedStore) => {
  const read = new Map<string, Promise<E.Either<Failure, History>>>()
  return (contract: string): Promise<E.Either<Failure, History>> => {
    const known = read.get(contract) ?? openHistory(store, contract, context.io.progress('reading'))
    read.set(contract, known)
    return known
  }
}

/** The command for a figure, and the cell it comes from. */
interface FigureCommand {
  readonly place: string
  readonly figure: PlannedFigure
  readonly command: Command
}

const commandsOf = (files: ReadonlyArray<CollectedFile>): ReadonlyArray<FigureCommand> =>
  files.flatMap(({ path, planned }) =>
    planned.flatMap((figure) =>
      figure.command === null
        ? []
        : [{ place: `${nameOf(path)}:${cellInWords(figure)}`, figure, command: figure.command }],
    ),
  )

/** Reads all files; fails with the faults of all of them. */
const collectAll = async (
  context: Context,
  store: OpenedStore,
  { contract, mapping: mappingFile, encoding, actor: given, reason }: CollectGiven,
  paths: ReadonlyArray<string>,
): Promise<E.Either<Failure, ReadonlyArray<CollectedFile>>> => {
  const actor = actorOf(context, given)
  if (E.isLeft(actor)) return actor
  const mapping = await readMappingFile(context, mappingFile)
  if (E.isLeft(mapping)) return mapping
  const historyOf = histories(context, store)
  const collecting = {
    contract,
    mapping: mapping.right,
    encoding,
    actor: actor.right,
    reason,
    historyOf,
  }
  const files: Array<CollectedFile> = []
  const failures: Array<Failure> = []
  for (const path of paths) {
    const file = await collectFile(context.io, path, collecting)
    if (E.isLeft(file)) failures.push(file.left)
    else files.push(file.right)
  }
  const [first, ...others] = failures
  return first === undefined
    ? E.right(files)
    : E.left({ ...first, message: [first, ...others].map(({ message }) => message).join('\n') })
}

const adviceOn = (commands: ReadonlyArray<FigureCommand>, { advice }: Executed): AdviceOn => {
  const sentences = new Map<number, ReadonlyArray<string>>()
  for (const { index, sentence } of advice)
    sentences.set(index, [...(sentences.get(index) ?? []), sentence])
  return new Map(commands.map(({ figure }, index) => [figure, sentences.get(index) ?? []]))
}

const recordAll = async (
  context: Context,
  { store: url, strict }: CollectGiven,
  commands: ReadonlyArray<FigureCommand>,
): Promise<E.Either<Failure, Executed>> => {
  const store = await openToWrite(context, url)
  if (E.isLeft(store)) return store
  const { now, newId } = context.io
  const run = execute({ store: store.right, now, newId, strict, retrying: waiting })
  const recorded = await run(commands.map(({ command }) => command))()
  if (E.isLeft(recorded)) return E.left(refusalOf(commands)(recorded.left))
  context.stored(counted(recorded.right.events.length, 'event'))
  return recorded
}

/** Shows what would be recorded, and records it if the user confirms at the terminal. */
const askAndRecord = async (
  context: Context,
  given: CollectGiven,
  files: ReadonlyArray<CollectedFile>,
  commands: ReadonlyArray<FigureCommand>,
  advice: AdviceOn,
): Promise<E.Either<Failure, Printed>> => {
  const { io } = context
  for await (const piece of terminalWriter.write(collectedDocument(files, advice), surfaceOf(io)))
    io.err(piece)
  const agreed = await io.confirm?.(`${countsInWords(files)}. Record them?`)
  if (agreed !== true) return printedText(['Nothing was recorded.\n'])
  return E.chainW(({ events }: Executed) =>
    printedText([`Recorded ${counted(events.length, 'event')}.\n`]),
  )(await recordAll(context, given, commands))
}

/** A proposed mapping for a file, to be corrected by the user. */
const proposedMapping = async (
  context: Context,
  store: OpenedStore,
  { contract, encoding }: CollectGiven,
  [path, other]: ReadonlyArray<string>,
): Promise<E.Either<Failure, Printed>> => {
  if (path === undefined || other !== undefined)
    return E.left(badInput('--guess: expected one file'))
  return withFile(context.io, path, encoding, async (opened) => {
    if (opened.contract !== null)
      return E.left(badInput(`${nameOf(path)}: written by template; it needs no mapping`))
    if (contract === null)
      return E.left(badInput('--guess: which contract is it for? Give --contract'))
    const history = await histories(context, store)(contract)
    if (E.isLeft(history)) return history
    const proposed = guessMapping(opened, history.right)
    return E.isLeft(proposed)
      ? E.left(badInput(`${nameOf(path)}: ${proposed.left.reason}`))
      : printedText([proposed.right.yaml])
  })
}

/** `collect`: records the figures of filled-in returns, and of other sheets by a mapping. */
export const command = defineCommand({
  name: 'collect',
  group: 'Recording',
  summary: 'Records the figures of filled-in returns, or of other sheets, all or nothing.',
  example: `collect --store ${EXAMPLE} --dry-run return.xlsx`,
  argument: {
    name: '<file...>',
    about: 'returns, or other sheets by --mapping: CSV, XLSX or ODS; - is standard input',
    choices: null,
  },
  options,
  run: async (context, given, paths) => {
    const { io } = context
    const store = await openToRead(context, given.store)
    if (E.isLeft(store)) return store
    if (given.guess) return proposedMapping(context, store.right, given, paths)
    const files = await collectAll(context, store.right, given, paths)
    if (E.isLeft(files)) return files
    const commands = commandsOf(files.right)
    const bare = commands.map(({ command: each }) => each)
    const { file } = store.right
    if (file !== null && !given.dryRun && commands.length > 0) return E.left(readOnly(file))
    const { now, newId } = io
    const rehearsal = rehearse({ store: store.right.reader, now, newId, strict: given.strict })
    const answer = E.mapLeft(refusalOf(commands))(await rehearsal(bare)())
    const rehearsed = strictlyNamed(given.strict, bare, answer)
    if (E.isLeft(rehearsed)) return rehearsed
    const advice = adviceOn(commands, rehearsed.right)
    warnOfNameless(context, bare)
    const asks = io.confirm !== undefined && !given.yes && !given.dryRun && commands.length > 0
    if (asks) return askAndRecord(context, given, files.right, commands, advice)
    if (!given.dryRun && commands.length > 0) {
      const recorded = await recordAll(context, given, commands)
      if (E.isLeft(recorded)) return recorded
    }
    const how = given.dryRun ? `; ${rehearsedInWords(file)}` : ''
    io.err(`kpi-ledger: ${countsInWords(files.right)}${how}\n`)
    return printed(collectedDocument(files.right, advice))
  },
})
