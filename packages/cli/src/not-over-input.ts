import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import * as E from 'fp-ts/Either'
import type { Command } from './command/command'
import { attributeOf } from './command/given.decode'
import { badInput, type Failure } from './failure'
import { fileErrorOf } from './file-error'
import { databaseOf, DEFAULT_STORE } from './input/store'

/** The files SQLite keeps beside a database. */
const BESIDE = ['', '-wal', '-shm', '-journal']

/** The files that a store is kept in, whether they exist or not. */
const filesOf = (store: string): ReadonlyArray<string> => {
  const database = databaseOf(store)
  return database === null ? [store] : BESIDE.map((more) => database + more)
}

/** The files a command reads: its store, its arguments, and the files named by its options. */
const readBy = (
  { argument, options }: Command,
  parsed: Readonly<Record<string, unknown>>,
  words: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  const named = Object.values(options).flatMap(({ flags }): ReadonlyArray<unknown> => {
    const typed = parsed[attributeOf(flags)]
    if (flags.endsWith(' <url>')) return filesOf(typeof typed === 'string' ? typed : DEFAULT_STORE)
    return flags.endsWith(' <file>') ? [typed].flat() : []
  })
  const given = argument === null || argument.choices !== null ? [] : words
  return [...given, ...named.filter((each): each is string => typeof each === 'string')]
}

/** What a look at the file system finds; null if it cannot, of which opening the file says why. */
const found = <A>(look: () => A): A | null => {
  try {
    return look()
  } catch (caught) {
    fileErrorOf(caught)
    return null
  }
}

/** The identity of a file, regardless of its names; for a file that cannot be found, its path. */
const identityOf = (path: string): string => {
  const file = found(() => statSync(path, { bigint: true }))
  if (file !== null) return `${file.dev}:${file.ino}`
  const folder = found(() => realpathSync(dirname(path)))
  return folder === null ? resolve(path) : join(folder, basename(path))
}

/** Refuses to write an answer over a file that the command reads. */
export const notOverInput = (
  out: string,
  command: Command,
  parsed: Readonly<Record<string, unknown>>,
  words: ReadonlyArray<string>,
  logo: string | null,
): E.Either<Failure, null> => {
  const over = identityOf(out)
  const read = [...readBy(command, parsed, words), ...(logo === null ? [] : [logo])]
  return read.some((path) => identityOf(path) === over)
    ? E.left(badInput(`--out: ${out} is also an input; write the answer to another file`))
    : E.right(null)
}
