import { importLedgerFile, nodeHashing, type ImportProgress } from '@kpi-ledger/adapters'
import { counted } from '@kpi-ledger/core/unstable'
import { publicationAdmission } from '@kpi-ledger/projections'
import { importDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { argumentOf, defineCommand, printed } from '../command/command'
import { flag } from '../command/option'
import { readable } from '../input/readable'
import { EXAMPLE, storeOption } from '../input/shared-options'
import { openToWrite } from '../input/store'
import { storeFailure } from '../store-failure'

const PARTS = 'pass --in-parts to import it in parts'

/** `import`: imports a ledger file, all or nothing unless `--in-parts` is set. */
export const command = defineCommand({
  name: 'import',
  group: 'Recording',
  summary: 'Imports a ledger file into a store, all or nothing.',
  example: `import --store memory: ${EXAMPLE}`,
  argument: { name: '<file>', about: 'a ledger file, FILE.ndjson', choices: null },
  options: {
    ...storeOption,
    inParts: flag(
      '--in-parts',
      'import in parts, for a store that cannot take it at once; if interrupted, run it again to continue',
    ),
  },
  run: async (context, { store: url, inParts }, words) => {
    const path = argumentOf(words)
    const { io } = context
    const file = await readable(path)
    if (E.isLeft(file)) return file
    const store = await openToWrite(context, url)
    if (E.isLeft(store)) return store
    const counters = { reading: io.progress('reading'), writing: io.progress('writing') }
    const onProgress = ({ doing, events }: ImportProgress): void => counters[doing].at(events)
    const examine = publicationAdmission(nodeHashing)
    const options = { inParts, onProgress, examine, now: io.now }
    const imported = await importLedgerFile(path, store.right, options)()
    for (const counter of Object.values(counters)) counter.end()
    if (E.isRight(imported)) {
      const added = imported.right.reduce((sum, stream) => sum + stream.added, 0)
      context.stored(counted(added, 'event'))
      return printed(importDocument(imported.right))
    }
    const error = imported.left
    const failure = storeFailure(path)(error)
    return E.left(
      error._tag === 'NotSupported' || error._tag === 'TooLarge'
        ? { ...failure, message: `${failure.message}; ${PARTS}` }
        : failure,
    )
  },
})
