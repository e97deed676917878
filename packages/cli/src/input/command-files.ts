import { decodeCommand, type Command, type Fault } from '@kpi-ledger/core'
import { formatFault, listed, parseJson } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import type { Io } from '../io'
import { nameOf, readTextFile } from './text-file'

/** A command, with its place for messages. */
export interface PlacedCommand {
  /** The file and line it came from. */
  readonly place: string
  /** The command. */
  readonly command: Command
}

/** The commands in some input, or every fault in it, one per line. */
type Commands = E.Either<ReadonlyArray<string>, ReadonlyArray<PlacedCommand>>

const faulty = (place: string, faults: ReadonlyArray<Fault>): Commands =>
  E.left(faults.map((fault) => `${place}: ${formatFault(fault)}`))

/** All commands together, or all their faults. */
const together = (parts: ReadonlyArray<Commands>): Commands => {
  const faults = parts.filter(E.isLeft).flatMap(({ left }) => left)
  return faults.length > 0
    ? E.left(faults)
    : E.right(parts.filter(E.isRight).flatMap(({ right }) => right))
}

const ofJson = (place: string, json: unknown): Commands => {
  if (Array.isArray(json))
    return together(json.map((each: unknown, i) => ofObject(`${place}: command ${i + 1}`, each)))
  return ofObject(place, json)
}

const ofObject = (place: string, json: unknown): Commands => {
  const command = decodeCommand(json)
  return E.isLeft(command)
    ? faulty(place, command.left.faults)
    : E.right([{ place, command: command.right }])
}

const ofLine = (place: string, text: string): Commands => {
  const json = parseJson(text)
  return E.isLeft(json) ? faulty(place, json.left) : ofObject(place, json.right)
}

/**
 * Whether a text that is not JSON as a whole has one command per line. An object spread over
 * several lines does not end on the first, and no object starts on the second.
 */
const isOneALine = (lines: ReadonlyArray<string>): boolean => {
  const [first, second] = lines.map((line) => line.trim()).filter((line) => line !== '')
  if (first === undefined || second === undefined || first.startsWith('[')) return false
  return first.endsWith('}') || second.startsWith('{')
}

const readCommands = (name: string, text: string): Commands => {
  if (text.trim() === '') return E.left([`${name}: expected a command, got nothing`])
  const whole = parseJson(text)
  if (E.isRight(whole)) return ofJson(name, whole.right)
  const lines = text.split('\n')
  if (!isOneALine(lines)) return faulty(name, whole.left)
  return together(
    lines.flatMap((line, i) => (line.trim() === '' ? [] : ofLine(`${name}:${i + 1}`, line))),
  )
}

/**
 * Reads the commands of all files in order; `-` is standard input. A file has one command as a JSON
 * object, an array of them, or one per line. Fails with every fault of every line of every file.
 */
export const readCommandFiles = async (
  io: Io,
  paths: ReadonlyArray<string>,
): Promise<E.Either<Failure, ReadonlyArray<PlacedCommand>>> => {
  const parts: Array<Commands> = []
  for (const path of paths) {
    const text = await readTextFile(io, path)
    parts.push(
      E.isLeft(text) ? E.left([text.left.message]) : readCommands(nameOf(path), text.right),
    )
  }
  return E.mapLeft((faults: ReadonlyArray<string>) => badInput(listed(faults).join('\n')))(
    together(parts),
  )
}
