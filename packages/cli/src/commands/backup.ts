import * as E from 'fp-ts/Either'
import { defineCommand, printedText } from '../command/command'
import { asTyped, required } from '../command/option'
import { storeOption } from '../input/shared-options'
import { openToBackUp } from '../input/store'
import { storeFailure } from '../store-failure'

/** `backup`: copies an SQLite ledger to a new file, even while it is in use. */
export const command = defineCommand({
  name: 'backup',
  group: 'Recording',
  summary: 'Copies an SQLite ledger to a new file, even while it is in use.',
  example: 'backup --store sqlite:council.db --out council-2016-06-01.db',
  options: { ...storeOption, out: required('--out <file>', 'a new file for the copy', asTyped) },
  formats: null,
  run: async (context, { store, out }) => {
    const backUp = await openToBackUp(context, store)
    if (E.isLeft(backUp)) return backUp
    const copied = await backUp.right(out)
    if (E.isLeft(copied)) return E.left(storeFailure(null)(copied.left))
    context.stored(`the copy, in ${out}`)
    return printedText([`${out}: ${String(copied.right.events)} events\n`])
  },
})
