import type { RecordedEvent } from '@kpi-ledger/core'
import type { Consistency, Digest, Inclusion } from '@kpi-ledger/core/proofs'
import type { Answer } from '../commands/answer'
import { toCsv, type CsvValue } from './csv'
import { emphasis, visible } from './terminal'

const lines = (...all: ReadonlyArray<string>): string => all.join('\n')

const ofParts = (rows: ReadonlyArray<Readonly<Record<string, CsvValue>>>): string =>
  toCsv(['part', 'size', 'hash'], rows)

const onPath = (path: ReadonlyArray<string>) =>
  path.map((hash) => ({ part: 'path', size: null, hash }))

const pathInWords = (path: ReadonlyArray<string>): string =>
  path.length === 0 ? 'path  (empty)' : path.map((hash) => `path  ${hash}`).join('\n')

/** A digest, ready to be printed. */
export const digestAnswer = (digest: Digest): Answer => ({
  table: (terminal) =>
    lines(
      emphasis(terminal)(`${digest.stream}: digest of ${digest.size} events`),
      `root  ${digest.root}`,
    ),
  json: () => digest,
  csv: () => toCsv(['stream', 'size', 'root'], [{ ...digest }]),
})

/** An event by its place, type and id: enough to find it in a ledger file. */
export const eventInWords = ({ revision, type, recordedAt, id }: RecordedEvent): string =>
  visible(`revision ${revision}, ${type} recorded at ${recordedAt}, id ${id}`)

/** An inclusion proof, ready to be printed. */
export const inclusionAnswer = (proof: Inclusion, event: RecordedEvent): Answer => ({
  table: (terminal) =>
    lines(
      emphasis(terminal)(`${proof.stream}: proof that an event is in the first ${proof.size}`),
      `event ${eventInWords(event)}`,
      `leaf  ${proof.leaf}`,
      pathInWords(proof.path),
      `root  ${proof.root}`,
    ),
  json: () => proof,
  csv: () =>
    ofParts([
      { part: 'leaf', size: null, hash: proof.leaf },
      ...onPath(proof.path),
      { part: 'root', size: proof.size, hash: proof.root },
    ]),
})

/** A consistency proof, ready to be printed. */
export const consistencyAnswer = (proof: Consistency): Answer => ({
  table: (terminal) =>
    lines(
      emphasis(terminal)(
        `${proof.stream}: proof that ${proof.second.size} events begin with the first ${proof.first.size}`,
      ),
      `first ${proof.first.root}`,
      pathInWords(proof.path),
      `last  ${proof.second.root}`,
    ),
  json: () => proof,
  csv: () =>
    ofParts([
      { part: 'first', size: proof.first.size, hash: proof.first.root },
      ...onPath(proof.path),
      { part: 'second', size: proof.second.size, hash: proof.second.root },
    ]),
})
