import { createHash } from 'node:crypto'
import type { Checkpoint, CheckpointKey } from '@kpi-ledger/core/store'
import { parseJson } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'

const FORMAT = 'kpi-ledger checkpoint 1'
const NEWLINE = 0x0a

/** The second line of a file; the rest is the state, if there is one. */
interface Header extends CheckpointKey {
  readonly position: string
  readonly hasState: boolean
}

const digestOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

/** The text of a checkpoint's file: format and SHA-256 of the rest, header, state. */
export const encodeCheckpoint = (
  { name, version }: CheckpointKey,
  { position, state }: Checkpoint,
): string => {
  const header: Header = { name, version, position, hasState: state !== null }
  const rest = `${JSON.stringify(header)}\n${state ?? ''}`
  return `${FORMAT} ${digestOf(rest)}\n${rest}`
}

const isHeader = (json: unknown): json is Header => {
  if (typeof json !== 'object' || json === null) return false
  const { name, version, position, hasState } = json as Readonly<Record<keyof Header, unknown>>
  return (
    typeof name === 'string' &&
    typeof version === 'number' &&
    typeof position === 'string' &&
    typeof hasState === 'boolean'
  )
}

/** Reads a checkpoint from the bytes of its file, or says why it is not a checkpoint with this key. */
export const decodeCheckpoint = (
  key: CheckpointKey,
  content: Buffer,
): E.Either<string, Checkpoint> => {
  const first = content.indexOf(NEWLINE)
  const sealed = content.subarray(0, Math.max(0, first)).toString('latin1')
  if (!sealed.startsWith(`${FORMAT} `)) return E.left(`expected "${FORMAT}"`)
  const rest = content.subarray(first + 1)
  if (sealed.slice(FORMAT.length + 1) !== digestOf(rest))
    return E.left('its SHA-256 does not match its content: it is damaged or was changed')
  const second = rest.indexOf(NEWLINE)
  const header = parseJson(rest.subarray(0, Math.max(0, second)).toString())
  if (E.isLeft(header) || !isHeader(header.right))
    return E.left('its second line is not the header of a checkpoint')
  const { name, version, position, hasState } = header.right
  if (name !== key.name || version !== key.version)
    return E.left(`it is the checkpoint of ${name}, version ${version}`)
  return E.right({ position, state: hasState ? rest.subarray(second + 1).toString() : null })
}
