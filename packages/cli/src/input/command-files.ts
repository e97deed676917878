import { decodeCommand, type Command, type Fault } from '@kpi-ledger/core'
import { formatFault, parseJson } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import type { Io } from '../io'
import { readTextFile } from './text-file'

/** A command and its place, for messages. */
export interface PlacedCommand {
  readonly place: string
  readonly command: Command
}

const faulty = (place: string, faults: ReadonlyArray<Fault>): E.Either<Failure, never> =>
  E.left(badInput(faults.map((fault) => `${place}: ${formatFault(fault)}`).join('\n')))

const placeCommand = (
  place: string,
  json: unknown,
): E.Either<Failure, ReadonlyArray<PlacedCommand>> => {
  const command = decodeCommand(json)
  return E.isLeft(command)
    ? faulty(place, command.left.faults)
    : E.right([{ place, command: command.right }])
}

const readLine =
  (path: string) =>
  (number: number, text: string): E.Either<Failure, ReadonlyArray<PlacedCommand>> => {
    if (text.trim() === '') return E.right([])
    const place = `${path}:${String(number + 1)}`
    const json = parseJson(text)
    return E.isLeft(json) ? faulty(place, json.left) : placeCommand(place, json.right)
  }

/** Reads the commands of one file: a single JSON object, or one per line. */
export const readCommands = (
  path: string,
  text: string,
): E.Either<Failure, ReadonlyArray<PlacedCommand>> => {
  const whole = parseJson(text)
  if (E.isRight(whole)) return placeCommand(path, whole.right)
  const lines = text.split('\n')
  const first = lines.find((line) => line.trim() !== '')
  if (first === undefined) return E.left(badInput(`${path}: expected a command, got nothing`))
  const isNdjson = E.isRight(parseJson(first)) && lines.length > 1
  if (!isNdjson) return faulty(path, whole.left)
  const read = readLine(path)
  return E.map((commands: ReadonlyArray<ReadonlyArray<PlacedCommand>>) => commands.flat())(
    E.traverseArrayWithIndex(read)(lines),
  )
}

/** Reads the commands of all files in order; `-` is standard input. */
export const readCommandFiles = async (
  io: Io,
  paths: ReadonlyArray<string>,
): Promise<E.Either<Failure, ReadonlyArray<PlacedCommand>>> => {
  const all: Array<PlacedCommand> = []
  for (const path of paths) {
    const name = path === '-' ? 'standard input' : path
    const text = await readTextFile(io, path)
    if (E.isLeft(text)) return text
    const commands = readCommands(name, text.right)
    if (E.isLeft(commands)) return commands
    all.push(...commands.right)
  }
  return E.right(all)
}
