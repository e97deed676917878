import { importLedgerFile, type ImportProgress } from '@kpi-ledger/adapters'
import { importDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printed } from '../command/command'
import { flag } from '../command/option'
import { storeFailure } from '../failure'
import { readable } from '../input/readable'
import { EXAMPLE, storeOption } from '../input/shared-options'
import { openToWrite } from '../input/store'

const PARTS = 'give --in-parts to let it be taken in parts'

/** `import`: takes a ledger file in, whole or not at all unless it may be in parts. */
export const command = defineCommand({
  name: 'import',
  group: 'Recording',
  summary: 'Takes a ledger file into a store, whole or not at all.',
  example: `import --store memory: ${EXAMPLE}`,
  argument: { name: '<file>', about: 'a ledger file, FILE.ndjson', choices: null },
  options: {
    ...storeOption,
    inParts: flag(
      '--in-parts',
      'where the store cannot take it at once: in parts; if cut short, the same again goes on',
    ),
  },
  run: async (context, { store: url, inParts }, [path = '']) => {
    const { io } = context
    const file = await readable(path)
    if (E.isLeft(file)) return file
    const store = await openToWrite(context, url)
    if (E.isLeft(store)) return store
    const counters = { reading: io.progress('reading'), writing: io.progress('writing') }
    const onProgress = ({ doing, events }: ImportProgress): void => counters[doing].at(events)
    const imported = await importLedgerFile(path, store.right, { inParts, onProgress })()
    for (const counter of Object.values(counters)) counter.end()
    if (E.isRight(imported)) return printed(importDocument(imported.right))
    const error = imported.left
    const failure = storeFailure(path)(error)
    return E.left(
      error._tag === 'NotSupported' || error._tag === 'TooLarge'
        ? { ...failure, message: `${failure.message}; ${PARTS}` }
        : failure,
    )
  },
})
