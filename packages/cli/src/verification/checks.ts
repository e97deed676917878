import type { RecordedEvent } from '@kpi-ledger/core'
import {
  verifyConsistency,
  verifyDigest,
  verifyInclusion,
  verifyLeaf,
  type Consistency,
  type Digest,
  type Inclusion,
} from '@kpi-ledger/core/proofs'
import { citationOf } from '@kpi-ledger/report'
import type { LedgerDigests } from '../input/ledger-digests'
import { publicationStep } from './publications'
import { holding, step, verdict, type KeptDigest, type Step, type Verdict } from './verdict'

/** What evidence can be checked against. */
export interface Held {
  /** The digests that were kept elsewhere. */
  readonly kept: ReadonlyArray<KeptDigest>
  /** The ledger file; null for none. */
  readonly ledger: LedgerDigests | null
}

const NONE_KEPT = 'no digest kept out of the writer’s reach was given (--digest)'

const againstLedger = (ledger: LedgerDigests, { path, digest }: KeptDigest): Step => {
  const { stream, size } = digest
  const claim = `the first ${size} events of ${stream} in ${ledger.path} have the root in ${path}`
  const found = ledger.digestAt(stream, size)
  if (found !== null) return step(claim, ledger.path, verifyDigest(found, digest))
  const there = String(ledger.sizes.get(stream) ?? 0)
  return {
    claim,
    denial: `${ledger.path}: it has ${there} events of ${stream}, ${path} is about ${size}`,
  }
}

const inLedger = (
  ledger: LedgerDigests | null,
  digests: ReadonlyArray<KeptDigest>,
): ReadonlyArray<Step> =>
  ledger === null ? [] : digests.map((digest) => againstLedger(ledger, digest))

/** An event whose hash a leaf may be, and the file it was read from. */
export interface FoundEvent {
  /** The path of the file. */
  readonly path: string
  /** The event. */
  readonly event: RecordedEvent
}

/** Checks an inclusion proof; `signed` means that a trusted key signed its digest. */
export const checkInclusion = (
  path: string,
  proof: Inclusion,
  { kept, ledger }: Held,
  event: FoundEvent | null,
  signed: boolean,
): Verdict => {
  const { stream, size, root, revision, leaf } = proof
  const own: Digest = { stream, size, root }
  const leads = `the path leads from the leaf of revision ${revision} to the root of ${size} events`
  const events = [
    ...(event === null ? [] : [event]),
    ...(ledger?.event ? [{ path: ledger.path, event: ledger.event }] : []),
  ]
  const steps: ReadonlyArray<Step> = [
    ...(signed ? [holding(`the digest of ${size} events is signed for ${stream}`)] : []),
    ...kept.map((each) =>
      step(`${leads} in ${each.path}`, path, verifyInclusion(proof, each.digest)),
    ),
    ...(kept.length > 0
      ? []
      : [step(`${leads} in ${path} itself`, path, verifyInclusion(proof, own))]),
    ...inLedger(ledger, [{ path, digest: own }]),
    ...events.map((found) =>
      step(
        `the leaf is the hash of the event in ${found.path}: ${citationOf(found.event)}`,
        path,
        verifyLeaf(proof, found.event),
      ),
    ),
  ]
  return verdict('inclusion', steps, [
    ...(kept.length > 0 ? [] : [`that this root is the true one: ${NONE_KEPT}`]),
    ...(events.length > 0
      ? []
      : [`which event the leaf ${leaf} is of: give it (--event), or the ledger file (--ledger)`]),
  ])
}

/** Checks a consistency proof. */
export const checkConsistency = (
  path: string,
  proof: Consistency,
  { kept, ledger }: Held,
): Verdict => {
  const { stream, first, second } = proof
  const [earlier, later]: readonly [Digest, Digest] = [
    { stream, ...first },
    { stream, ...second },
  ]
  const isOf = ({ size }: Digest, { digest }: KeptDigest): boolean => digest.size === size
  const known = kept.map((each): Step => {
    const own = isOf(earlier, each) ? earlier : later
    const claim = `the root of ${own.size} events is the one in ${each.path}`
    return isOf(own, each)
      ? step(claim, path, verifyDigest(own, each.digest))
      : {
          claim,
          denial: `${path}: it is about ${first.size} and ${second.size} events, ${each.path} about ${each.digest.size}`,
        }
  })
  const grows = `the ${second.size} events begin with the first ${first.size}, unchanged`
  const steps = [
    ...known,
    step(grows, path, verifyConsistency(proof, earlier, later)),
    ...inLedger(ledger, [
      { path, digest: earlier },
      { path, digest: later },
    ]),
  ]
  const unknown = [earlier, later].filter((own) => !kept.some((each) => isOf(own, each)))
  return verdict(
    'consistency',
    steps,
    unknown.map(({ size }) => `that the root of ${size} events is the true one: ${NONE_KEPT}`),
  )
}

/** Checks a digest against others of the same size and a ledger file. */
export const checkDigest = (
  { path, digest }: KeptDigest,
  { kept, ledger }: Held,
  signed: boolean,
): Verdict => {
  const { stream, size } = digest
  const steps = [
    ...(signed ? [holding(`the digest of ${size} events is signed for ${stream}`)] : []),
    ...kept.map((each) =>
      step(
        `the root of ${size} events is the one in ${each.path}`,
        path,
        verifyDigest(digest, each.digest),
      ),
    ),
    ...inLedger(ledger, [{ path, digest }]),
  ]
  return verdict('digest', steps, [
    ...(ledger === null
      ? ['of which events it is: give a ledger file (--ledger), or prove an event (prove)']
      : []),
    ...(kept.length > 0
      ? []
      : [`that ${path} was kept out of the writer’s reach: only its keeper can know`]),
  ])
}

/**
 * Checks a ledger file that has been read completely, against digests of its streams and its
 * publications (M25).
 */
export const checkLedger = (ledger: LedgerDigests, kept: ReadonlyArray<KeptDigest>): Verdict => {
  const streams = [...ledger.sizes].map(([stream, size]) => `${size} of ${stream}`).join(', ')
  const read = `${ledger.path} is a ledger of ${ledger.size} events${streams === '' ? '' : ` (${streams})`} that decode, follow one another and keep the rules`
  const covered = new Set(kept.map(({ digest }) => digest.stream))
  const notCovered = [...ledger.sizes.keys()].filter((stream) => !covered.has(stream))
  const published = [...ledger.sizes.keys()].flatMap((stream) => {
    const found = ledger.published.get(stream)
    return found === undefined ? [] : [publicationStep(ledger.path, stream, found)]
  })
  return verdict(
    'ledger',
    [holding(read), ...inLedger(ledger, kept), ...published],
    notCovered.map(
      (stream) => `that the events of ${stream} are as they were recorded: ${NONE_KEPT}`,
    ),
  )
}
