import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { progressOn } from './progress'
import { run } from './run'

const { stdout, stderr, stdin, env, argv } = process

/** A reader such as `head` may have had enough; that is no fault of ours. */
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const watched = progressOn(stderr)

/** Whatever is being written is written whole or not at all; there is nothing to clean up. */
process.once('SIGINT', () => {
  watched.stop()
  stderr.write('kpi-ledger: interrupted\n')
  process.exit(130)
})

void run(argv.slice(2), {
  out: async (chunk) => {
    if (!stdout.write(chunk)) await once(stdout, 'drain')
  },
  err: (chunk) => {
    stderr.write(chunk)
  },
  columns: stdout.isTTY ? stdout.columns : null,
  progress: watched.progress,
  env,
  readBytes: (path) => (path === '-' ? buffer(stdin) : readFile(path)),
  now: () => new Date().toISOString(),
  newId: () => crypto.randomUUID(),
}).then((status) => {
  process.exitCode = status
})
