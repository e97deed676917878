import { importLedgerFile, type ImportedStream, type ImportProgress } from '@kpi-ledger/adapters'
import { describe, encodeLine, execute, type LedgerError } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { badInput, storeFailure, type Failure } from '../failure'
import { readCommandFiles, type PlacedCommand } from '../input/command-files'
import { readable } from '../input/readable'
import { reading, writing } from '../input/store'
import type { Io } from '../io'
import { toCsv } from '../render/csv'
import { cells, renderTable } from '../render/table'
import type { Answer } from './answer'
import type { Answered } from './asking'
import { eventsAnswer } from './questions'

interface StoreOption {
  readonly store?: string
}

const ledgerFailure =
  (commands: ReadonlyArray<PlacedCommand>) =>
  (error: LedgerError): Failure =>
    error._tag === 'Refused'
      ? badInput(`${commands[error.index]?.place ?? ''}: ${describe(error.refusal)}`)
      : storeFailure(null)(error)

/** `record`: runs commands, all of them or none. */
export const recordCommands = async (
  io: Io,
  paths: ReadonlyArray<string>,
  options: StoreOption,
): Answered => {
  const commands = await readCommandFiles(io, paths)
  if (E.isLeft(commands)) return commands
  return writing(options.store, async (store) => {
    const { now, newId } = io
    const run = execute({ store, now, newId })
    const recorded = await run(commands.right.map(({ command }) => command))()
    return E.isLeft(recorded)
      ? E.left(ledgerFailure(commands.right)(recorded.left))
      : E.right(eventsAnswer(recorded.right))
  })
}

const importAnswer = (streams: ReadonlyArray<ImportedStream>): Answer => ({
  table: (terminal) =>
    renderTable(
      [
        { name: 'Stream', width: null },
        { name: 'Events added', width: 12 },
        { name: 'Already there', width: 13 },
      ],
      streams.map(({ stream, added, known }) => cells(stream, String(added), String(known))),
      terminal,
    ),
  json: () => streams,
  csv: () =>
    toCsv(
      ['stream', 'added', 'known'],
      streams.map((each) => ({ ...each })),
    ),
})

const PARTS = 'give --in-parts to let it be taken in parts'

/** `import`: takes a ledger file in, whole or not at all unless it may be in parts. */
export const importFile = async (
  io: Io,
  path: string,
  { store: url, inParts = false }: StoreOption & { readonly inParts?: boolean },
): Answered => {
  const file = await readable(path)
  if (E.isLeft(file)) return file
  return writing(url, async (store) => {
    const counters = { reading: io.progress('reading'), writing: io.progress('writing') }
    const onProgress = ({ doing, events }: ImportProgress): void => counters[doing].at(events)
    const imported = await importLedgerFile(path, store, { inParts, onProgress })()
    for (const counter of Object.values(counters)) counter.end()
    if (E.isRight(imported)) return E.right(importAnswer(imported.right))
    const error = imported.left
    const failure = storeFailure(path)(error)
    return E.left(
      error._tag === 'NotSupported' || error._tag === 'TooLarge'
        ? { ...failure, message: `${failure.message}; ${PARTS}` }
        : failure,
    )
  })
}

/** `export`: writes every event as a line of a ledger file. */
export const exportLedger = async (
  io: Io,
  options: StoreOption,
): Promise<E.Either<Failure, null>> =>
  reading(options.store, async ({ reader, file }) => {
    for await (const page of reader.readAll()) {
      if (E.isLeft(page)) return E.left(storeFailure(file)(page.left))
      await io.out(page.right.map(({ event }) => `${encodeLine(event)}\n`).join(''))
    }
    return E.right(null)
  })
