import { createReadStream } from 'node:fs'
import { inspect } from 'node:util'
import { keepHeapSmall } from './heap'
import { progressOn } from './progress'
import { run } from './run'
import { writerTo } from './standard-output'

keepHeapSmall()

const { stdout, stderr, stdin, env, argv } = process

/**
 * A failed answer is reported where it is written; a failure to write a message cannot be reported
 * at all.
 */
stdout.on('error', () => undefined)
stderr.on('error', () => undefined)

const watched = progressOn(stderr)

/** A store or a file is complete or unchanged; anything unfinished is removed with the process. */
process.once('SIGINT', () => {
  watched.stop()
  stderr.write('kpi-ledger: interrupted\n')
  process.exit(130)
})

/** A bug in the program must never pass for an answer, such as the 1 of `verify`. */
process.once('uncaughtException', (bug) => {
  watched.stop()
  stderr.write(`kpi-ledger: this is a bug in kpi-ledger; please report it\n`)
  stderr.write(`${inspect(bug)}\n`)
  process.exit(70)
})

const confirm = async (question: string): Promise<boolean> => {
  const { createInterface } = await import('node:readline/promises')
  const asking = createInterface({ input: stdin, output: stderr })
  try {
    return /^y(?:es)?$/i.test((await asking.question(`${question} [y/N] `)).trim())
  } finally {
    asking.close()
  }
}

void run(argv.slice(2), {
  out: writerTo(stdout),
  err: (chunk) => {
    stderr.write(chunk)
  },
  columns: stdout.isTTY ? stdout.columns : null,
  progress: watched.progress,
  env,
  chunks: (path) => (path === '-' ? stdin : createReadStream(path)),
  ...(stdin.isTTY && stderr.isTTY ? { confirm } : {}),
  now: () => new Date().toISOString(),
  newId: () => crypto.randomUUID(),
}).then((status) => {
  process.exitCode = status
})

/** Without an export, the bundler treats this file as CommonJS and cannot drop unused code. */
export {}
