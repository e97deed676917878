import { decodeLine, type RecordedEvent } from '@kpi-ledger/core'
import { inclusionOf, type Digest } from '@kpi-ledger/core/proofs'
import { formatFault } from '@kpi-ledger/core/unstable'
import { verificationDocument } from '@kpi-ledger/report'
import * as E from 'fp-ts/Either'
import { argumentOf, defineCommand, printed } from '../command/command'
import { asTyped, optional, repeated, type Given } from '../command/option'
import { badInput, type Failure } from '../failure'
import { readEvidence, type Evidence } from '../input/evidence'
import { readVerifierKeys } from '../input/key-file'
import { readLedgerDigests, type LedgerDigests } from '../input/ledger-digests'
import { nameOf, readTextFile } from '../input/text-file'
import type { Io } from '../io'
import {
  checkConsistency,
  checkDigest,
  checkInclusion,
  checkLedger,
  type FoundEvent,
  type Held,
} from '../verification/checks'
import { verdict, type KeptDigest, type Verdict } from '../verification/verdict'

const options = {
  digests: repeated('--digest <file>', 'a digest or checkpoint kept elsewhere', asTyped, false),
  ledger: optional('--ledger <file>', 'the ledger file to check it against', asTyped),
  event: optional('--event <file>', 'the event that an inclusion proof is for', asTyped),
  key: optional(
    '--key <file>',
    'verifier keys to trust, one per line, for signed evidence',
    asTyped,
  ),
}
type VerifyGiven = Given<typeof options>

type Result<A> = E.Either<Failure, A>

/**
 * The verdict on signed text without a valid signature by a trusted key: it does not hold, whatever
 * its content.
 */
const untrusted = (path: string, reason: string): Verdict =>
  verdict(
    'digest',
    [{ claim: `${nameOf(path)} is signed`, denial: `${nameOf(path)}: ${reason}` }],
    [],
  )

const readEvent = async (io: Io, path: string): Promise<Result<FoundEvent>> => {
  const text = await readTextFile(io, path)
  if (E.isLeft(text)) return text
  const event = decodeLine()(text.right.trim())
  return E.isLeft(event)
    ? E.left(
        badInput(
          event.left.faults.map((each) => `${nameOf(path)}: ${formatFault(each)}`).join('\n'),
        ),
      )
    : E.right({ path, event: event.right })
}

/** Where to find a proof's event in a ledger file. */
const placeIn = (evidence: Evidence) => {
  if (evidence.kind === 'inclusion') return evidence.proof
  return evidence.kind === 'signed-inclusion'
    ? { stream: evidence.proof.digest.stream, revision: evidence.proof.revision }
    : null
}

/** The digests that evidence is about. */
const digestsIn = (evidence: Evidence): ReadonlyArray<Pick<Digest, 'stream' | 'size'>> => {
  switch (evidence.kind) {
    case 'digest':
      return [evidence.digest]
    case 'inclusion':
      return [evidence.proof]
    case 'signed-inclusion':
      return [evidence.proof.digest]
    case 'consistency': {
      const { stream, first, second } = evidence.proof
      return [
        { stream, size: first.size },
        { stream, size: second.size },
      ]
    }
    default:
      return []
  }
}

const checkSignedInclusion = (
  { path, proof }: Evidence & { readonly kind: 'signed-inclusion' },
  held: Held,
  given: FoundEvent | null,
): Result<Verdict> => {
  const own = proof.event === null ? null : { path, event: proof.event }
  const found = given ?? own
  const event: RecordedEvent | null = found?.event ?? held.ledger?.event ?? null
  return event === null
    ? E.left(
        badInput(
          `${nameOf(path)}: it contains no event; pass one with --event, or --ledger FILE.ndjson`,
        ),
      )
    : E.right(checkInclusion(path, inclusionOf(proof, event), held, found, true))
}

const check = async (
  evidence: Evidence,
  held: Held,
  event: FoundEvent | null,
): Promise<Result<Verdict>> => {
  const { path } = evidence
  switch (evidence.kind) {
    case 'untrusted':
      return E.right(untrusted(path, evidence.reason))
    case 'inclusion':
      return E.right(checkInclusion(path, evidence.proof, held, event, false))
    case 'signed-inclusion':
      return checkSignedInclusion(evidence, held, event)
    case 'consistency':
      return E.right(checkConsistency(path, evidence.proof, held))
    case 'digest': {
      const { digest, signed } = evidence
      if (!signed && held.ledger === null && held.kept.length === 0)
        return E.left(badInput(`${nameOf(path)}: pass --ledger or --digest to check it against`))
      const other = held.kept.find((each) => each.digest.size !== digest.size)
      return other === undefined
        ? E.right(checkDigest(evidence, held, signed))
        : E.left(
            badInput(
              `${nameOf(path)}, ${nameOf(other.path)}: of ${digest.size} and ${other.digest.size} events; to compare them, make a proof with prove --from-size`,
            ),
          )
    }
    case 'ledger': {
      const digests = held.kept.map(({ digest }) => digest)
      const ledger = await readLedgerDigests(path, { place: null, digests })
      return E.isLeft(ledger) ? ledger : E.right(checkLedger(ledger.right, held.kept))
    }
  }
}

const misuse = (evidence: Evidence, { event, ledger }: VerifyGiven): string | null => {
  if (event !== null && placeIn(evidence) === null) return '--event is for an inclusion proof only'
  return ledger !== null && evidence.kind === 'ledger'
    ? 'two ledger files: pass one, and digests of it with --digest'
    : null
}

const verify = async (io: Io, path: string, given: VerifyGiven): Promise<Result<Verdict>> => {
  const keys = await readVerifierKeys(io, given.key)
  if (E.isLeft(keys)) return keys
  const evidence = await readEvidence(io, path, keys.right)
  if (E.isLeft(evidence)) return evidence
  const misused = misuse(evidence.right, given)
  if (misused !== null) return E.left(badInput(misused))
  const kept: Array<KeptDigest> = []
  for (const file of given.digests) {
    const read = await readEvidence(io, file, keys.right)
    if (E.isLeft(read)) return read
    if (read.right.kind === 'untrusted') return E.right(untrusted(file, read.right.reason))
    if (read.right.kind !== 'digest')
      return E.left(badInput(`--digest: ${nameOf(file)} is neither a digest nor a checkpoint`))
    kept.push(read.right)
  }
  const event = given.event === null ? E.right(null) : await readEvent(io, given.event)
  if (E.isLeft(event)) return event
  const ledger: Result<LedgerDigests | null> =
    given.ledger === null
      ? E.right(null)
      : await readLedgerDigests(given.ledger, {
          place: placeIn(evidence.right),
          digests: digestsIn(evidence.right),
        })
  return E.isLeft(ledger)
    ? ledger
    : check(evidence.right, { kept, ledger: ledger.right }, event.right)
}

/**
 * `verify`: whether a digest, a proof or a ledger file holds, judged by the given files alone and
 * never by the store that made them (M27).
 */
export const command = defineCommand({
  name: 'verify',
  group: 'Proofs',
  summary: 'Verifies a digest, a proof or a ledger file, from the given files alone.',
  example: 'verify proof.json --digest digest.json',
  argument: {
    name: '<file>',
    about: 'a digest, a proof, signed or as JSON, or a ledger file FILE.ndjson',
    choices: null,
  },
  options,
  run: async ({ io }, given, words) => {
    const verified = await verify(io, argumentOf(words), given)
    return E.isLeft(verified)
      ? verified
      : printed(verificationDocument(verified.right), verified.right.denied)
  },
})
