import { utf8ToBytes } from '@noble/hashes/utils'
import * as E from 'fp-ts/Either'
import { formatFaults } from '../schema/fault'
import { decodeText } from '../schema/utf8'
import { decodeLine } from '../events/event.codec'
import type { RecordedEvent } from '../events/envelope'
import { fromBase64, toBase64 } from './base64'
import { openCheckpoint } from './checkpoint'
import { eventEntry, eventLeaf } from './digest'
import { fromHex, HASH_BYTES, toHex } from './hashing'
import { withLineFeeds } from './note'
import type { NoteFault } from './note-fault'
import type { VerifierKey } from './note-key'
import type { Digest, Inclusion } from './proof.codec'

const HEADER = 'c2sp.org/tlog-proof@v1'

/** Whether a text starts like a proof of C2SP tlog-proof. */
export const isTlogProof = (text: string): boolean =>
  withLineFeeds(text.slice(0, HEADER.length + 2)).startsWith(`${HEADER}\n`)

/**
 * An inclusion proof as text (C2SP tlog-proof), with the signed checkpoint of its digest. The event
 * is included as extra data, so that the proof can be verified on its own.
 */
export const formatTlogProof = (
  { revision, path }: Inclusion,
  event: RecordedEvent,
  checkpoint: string,
): string =>
  [
    HEADER,
    `extra ${toBase64(utf8ToBytes(eventEntry(event)))}`,
    `index ${revision}`,
    ...path.map((hash) => toBase64(fromHex(hash))),
    '',
    checkpoint,
  ].join('\n')

/** The content of a signed inclusion proof. */
export interface OpenTlogProof {
  /** The signed digest. */
  readonly digest: Digest
  /** The revision of the event. */
  readonly revision: number
  /** Hashes beside the path from the leaf to the root, lowest first. */
  readonly path: ReadonlyArray<string>
  /** The event included; it is not signed, so its leaf has to be verified. */
  readonly event: RecordedEvent | null
}

const malformed = (reason: string): E.Either<NoteFault, never> =>
  E.left({ _tag: 'MalformedNote', reason })

const INDEX = /^index (0|[1-9]\d{0,15})$/
const EXTRA = 'extra '
const OPEN = 0x7b

const readPath = (lines: ReadonlyArray<string>): ReadonlyArray<string> | null => {
  const path: Array<string> = []
  for (const line of lines) {
    const hash = fromBase64(line)
    if (hash?.length !== HASH_BYTES) return null
    path.push(toHex(hash))
  }
  return path
}

const readEvent = (line: string): E.Either<NoteFault, RecordedEvent> => {
  const bytes = fromBase64(line.slice(EXTRA.length))
  if (bytes === null) return malformed('extra: expected base64')
  const entry = decodeText(bytes)
  if (E.isLeft(entry)) return malformed(`extra: ${entry.left.reason}`)
  const event = decodeLine()(entry.right)
  if (E.isLeft(event))
    return malformed(`extra: expected an event: ${formatFaults(event.left.faults)}`)
  // Other programs hash the bytes as they are.
  return eventEntry(event.right) === entry.right && bytes[0] === OPEN
    ? event
    : malformed('extra: expected the canonical JSON of an event, to the byte')
}

/**
 * Reads an inclusion proof of C2SP tlog-proof whose checkpoint is signed by a trusted key, whatever
 * its line ends (M27a). Its content still has to be verified, by {@link inclusionOf} and `verifyInclusion`.
 */
export const openTlogProof = (
  received: string,
  trusted: ReadonlyArray<VerifierKey>,
): E.Either<NoteFault, OpenTlogProof> => {
  const text = withLineFeeds(received)
  const end = text.indexOf('\n\n')
  if (!isTlogProof(text) || end === -1) return malformed(`expected a proof of ${HEADER}`)
  const [, ...lines] = text.slice(0, end).split('\n')
  const extra = lines[0]?.startsWith(EXTRA) === true ? lines[0] : null
  const [written = '', ...hashes] = extra === null ? lines : lines.slice(1)
  const index = INDEX.exec(written)?.[1]
  if (index === undefined || !Number.isSafeInteger(Number(index)))
    return malformed('expected a line such as "index 41"')
  const path = readPath(hashes)
  if (path === null) return malformed('expected the hashes of the path in base64, one per line')
  const event = extra === null ? E.right(null) : readEvent(extra)
  if (E.isLeft(event)) return event
  const digest = openCheckpoint(text.slice(end + 2), trusted)
  return E.isLeft(digest)
    ? digest
    : E.right({ digest: digest.right, revision: Number(index), path, event: event.right })
}

/** The inclusion proof in a signed one, for an event. */
export const inclusionOf = (
  { digest, revision, path }: OpenTlogProof,
  event: RecordedEvent,
): Inclusion => ({ ...digest, revision, leaf: toHex(eventLeaf(event)), path })
