import { importLedgerFile, type ImportedStream } from '@kpi-ledger/adapters'
import { describeRefusal, encodeLine, execute, type LedgerError } from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import { badInput, storeFailure, type Failure } from '../failure'
import { readCommandFiles, type PlacedCommand } from '../input/command-files'
import { reading, writing } from '../input/store'
import type { Io } from '../io'
import { toCsv } from '../render/csv'
import { cells, renderTable } from '../render/table'
import type { Answer } from './answer'
import { eventsAnswer, type Answered } from './questions'

interface StoreOption {
  readonly store?: string
}

const ledgerFailure =
  (commands: ReadonlyArray<PlacedCommand>) =>
  (error: LedgerError): Failure =>
    error._tag === 'Refused'
      ? badInput(`${commands[error.index]?.place ?? ''}: ${describeRefusal(error.refusal)}`)
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

/** `import`: takes a ledger file in, whole or not at all. */
export const importFile = async (path: string, options: StoreOption): Answered =>
  writing(options.store, async (store) => {
    const imported = await importLedgerFile(path, store)()
    if (E.isRight(imported)) return E.right(importAnswer(imported.right))
    return imported.left._tag === 'Unavailable'
      ? E.left(badInput(imported.left.reason))
      : E.left(storeFailure(path)(imported.left))
  })

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
