import { digestDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printed, printedText } from '../command/command'
import { EXAMPLE } from '../input/shared-options'
import { keyWithoutUse, openDigest, signedCheckpoint, tipOptions } from '../input/tip'

const CHECKPOINT = 'checkpoint'

/** `digest`: the size and root of a contract's log, signed on request (M27). */
export const command = defineCommand({
  name: 'digest',
  group: 'Proofs',
  summary: 'Size and root of a contract’s log, to be kept where its writer cannot change it.',
  example: `digest --store ${EXAMPLE} --contract pssp --format json > digest.json`,
  options: tipOptions('of the first N events only', CHECKPOINT),
  formats: [CHECKPOINT],
  run: async (context, given) => {
    const isSigned = context.format === CHECKPOINT
    if (given.key !== null && !isSigned) return keyWithoutUse(context)
    const read = await openDigest(context, given)
    if (E.isLeft(read)) return read
    const digest = read.right
    if (!isSigned) return printed(digestDocument(digest))
    const checkpoint = await signedCheckpoint(context, given, digest)
    return E.isLeft(checkpoint) ? checkpoint : printedText([checkpoint.right])
  },
})
