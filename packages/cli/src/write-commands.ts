import * as E from 'fp-ts/Either'
import type { Format } from './commands/answer'
import { exportLedger, importFile, recordCommands } from './commands/writes'
import { EXAMPLE, withFormat, withStore, type Grammar } from './grammar'

/** Adds `record`, `import` and `export`. */
export const addWriteCommands = ({ io, fail, answer, add }: Grammar): void => {
  withFormat(
    withStore(
      add(
        'record',
        'Runs domain commands (a JSON object a file, or one a line), all of them or none.',
        'record --store memory: commands.ndjson',
      ),
    ).argument('<file...>', 'files of commands; - is standard input'),
  ).action((files: ReadonlyArray<string>, options: { store?: string; format: Format }) =>
    answer(options.format, recordCommands(io, files, options)),
  )

  withFormat(
    withStore(
      add(
        'import',
        'Takes a ledger file into a store, whole or not at all.',
        `import --store memory: ${EXAMPLE}`,
      ),
    )
      .argument('<file>', 'a ledger file, FILE.ndjson')
      .option(
        '--in-parts',
        'where the store cannot take it at once: in parts; if cut short, the same again goes on',
      ),
  ).action((file: string, options: Parameters<typeof importFile>[2] & { format: Format }) =>
    answer(options.format, importFile(io, file, options)),
  )

  withStore(
    add(
      'export',
      'Writes all events of a store as a ledger file.',
      `export --store ${EXAMPLE} > copy.ndjson`,
    ),
  ).action(async (options: { store?: string }) => {
    const exported = await exportLedger(io, options)
    if (E.isLeft(exported)) fail(exported.left)
  })
}
