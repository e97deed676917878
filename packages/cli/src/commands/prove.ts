import { formatTlogProof, proveConsistency, proveInclusion } from '@kpi-ledger/core/proofs'
import { consistencyDocument, inclusionDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { defineCommand, printed, printedText, type Context, type Outcome } from '../command/command'
import { optional, type Given } from '../command/option'
import { badInput } from '../failure'
import { readWholeNumber } from '../input/options'
import { EXAMPLE } from '../input/shared-options'
import { keyWithoutUse, openTip, signedCheckpoint, tipOptions } from '../input/tip'

const TLOG_PROOF = 'tlog-proof'

const { size, key, ...where } = tipOptions('about the first N events only', TLOG_PROOF)
const options = {
  ...where,
  revision: optional(
    '--revision <n>',
    'prove that the event of this revision is in the log',
    readWholeNumber('--revision'),
  ),
  fromSize: optional(
    '--from-size <m>',
    'prove that the log only adds to its first M events',
    readWholeNumber('--from-size'),
  ),
  size,
  key,
}
type ProveGiven = Given<typeof options>

const proveGrowth = async (context: Context, given: ProveGiven, from: number): Outcome => {
  const tip = await openTip(context, given)
  if (E.isLeft(tip)) return tip
  const { stream, log, digest } = tip.right
  const proof = proveConsistency(stream, log, from, digest.size)
  return proof === null
    ? E.left(badInput(`--from-size: ${from} is more than ${digest.size} events`))
    : printed(consistencyDocument(proof))
}

const proveEvent = async (context: Context, given: ProveGiven, revision: number): Outcome => {
  const tip = await openTip(context, given, revision)
  if (E.isLeft(tip)) return tip
  const { stream, log, event, digest } = tip.right
  const proof = proveInclusion(stream, log, revision, digest.size)
  if (proof === null || event === null)
    return E.left(
      badInput(`--revision: ${stream} has no revision ${revision} in ${digest.size} events`),
    )
  if (context.format !== TLOG_PROOF) return printed(inclusionDocument(proof, event))
  const checkpoint = await signedCheckpoint(context, given, digest)
  return E.isLeft(checkpoint)
    ? checkpoint
    : printedText([formatTlogProof(proof, event, checkpoint.right)])
}

/** `prove`: proves that an event is in the log, or that the log has only grown (M27). */
export const command = defineCommand({
  name: 'prove',
  group: 'Proofs',
  summary: 'Proves that an event is in a contract’s log, or that the log has only grown.',
  example: `prove --store ${EXAMPLE} --contract pssp --revision 41 --format json > proof.json`,
  options,
  formats: [TLOG_PROOF],
  run: async (context, given) => {
    const { revision, fromSize } = given
    const isSigned = context.format === TLOG_PROOF
    if (given.key !== null && !isSigned) return keyWithoutUse(context)
    if (isSigned && (revision === null || fromSize !== null))
      return E.left(badInput('--format tlog-proof needs an event: pass --revision N'))
    if (revision !== null && fromSize === null) return proveEvent(context, given, revision)
    if (fromSize !== null && revision === null) return proveGrowth(context, given, fromSize)
    return E.left(badInput('specify --revision or --from-size'))
  },
})
