import { encodeLine } from '@kpi-ledger/core'
import * as E from 'fp-ts/Either'
import { defineCommand, printedText } from '../command/command'
import { EXAMPLE, storeOption } from '../input/shared-options'
import { openToRead } from '../input/store'
import { storeFailure } from '../store-failure'

/** `export`: writes all events as a ledger file, one per line. */
export const command = defineCommand({
  name: 'export',
  group: 'Recording',
  summary: 'Writes all events of a store as a ledger file.',
  example: `export --store ${EXAMPLE} > copy.ndjson`,
  options: storeOption,
  formats: null,
  run: async (context, given) => {
    const store = await openToRead(context, given.store)
    if (E.isLeft(store)) return store
    const { reader, file } = store.right
    const lines = async function* (): AsyncGenerator<string> {
      for await (const page of reader.readAll()) {
        if (E.isLeft(page)) {
          context.fail(storeFailure(file)(page.left))
          return
        }
        yield page.right.map(({ event }) => `${encodeLine(event)}\n`).join('')
      }
    }
    return printedText(lines())
  },
})
