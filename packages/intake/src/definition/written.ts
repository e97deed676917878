import { decoder, type Codec } from '@kpi-ledger/core'
import { formatPath } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import type { Place } from './place'

/** A scalar of YAML. */
export type Scalar = string | number | boolean | null

/** A value as written in a file, with the place of each part. */
export type Written =
  | { readonly kind: 'scalar'; readonly at: Place; readonly value: Scalar; readonly source: string }
  | { readonly kind: 'list'; readonly at: Place; readonly items: ReadonlyArray<Written> }
  | { readonly kind: 'map'; readonly at: Place; readonly entries: ReadonlyMap<string, Written> }
  /** What was there has been reported already. */
  | { readonly kind: 'faulty'; readonly at: Place }

/** A mapping as written in a file. */
export type WrittenMap = Extract<Written, { readonly kind: 'map' }>

/** Reports a fault of a file at a place. */
export type Report = (at: Place, message: string) => void

/** A scalar written at a place, or one put in its place. */
export const scalar = (at: Place, value: Scalar): Written => ({
  ...{ kind: 'scalar', at, value },
  source: String(value),
})

/** A value whose fault has been reported already. */
export const faulty = (at: Place): Written => ({ kind: 'faulty', at })

/** A map of those values that are defined. */
export const mapOf = (
  at: Place,
  parts: Readonly<Record<string, Written | undefined>>,
): WrittenMap => ({
  ...{ kind: 'map', at },
  entries: new Map(
    Object.entries(parts).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  ),
})

/** Reports a fault at a value, and gives a value marked as faulty. */
export const mistaken = (report: Report, at: Place, message: string): Written => {
  report(at, message)
  return faulty(at)
}

/**
 * A value as text: a bare number or word, such as the reference `1`, is read as the text it looks
 * like.
 */
export const asText = (written: Written): Written =>
  written.kind === 'scalar' && written.value !== null && typeof written.value !== 'string'
    ? scalar(written.at, written.source)
    : written

/** The text or number that is written, to be read as words; null if it is neither. */
export const wordsOf = (written: Written): string | null =>
  written.kind === 'scalar' && written.value !== null ? String(written.value).trim() : null

/** The value without its places. */
export const plainOf = (written: Written): unknown => {
  switch (written.kind) {
    case 'scalar':
      return written.value
    case 'list':
      return written.items.map(plainOf)
    case 'map':
      return Object.fromEntries([...written.entries].map(([key, value]) => [key, plainOf(value)]))
    case 'faulty':
      return undefined
  }
}

type Path = ReadonlyArray<string | number>

/** Every part with its path, the whole value first. */
const partsOf = (written: Written, path: Path = []): ReadonlyArray<readonly [string, Written]> => {
  const children: ReadonlyArray<readonly [string | number, Written]> =
    written.kind === 'list'
      ? [...written.items.entries()]
      : written.kind === 'map'
        ? [...written.entries]
        : []
  return [
    [formatPath(path), written],
    ...children.flatMap(([key, child]) => partsOf(child, [...path, key])),
  ]
}

const isUnder = (path: string, part: string): boolean =>
  part === '' ||
  path === part ||
  (path.startsWith(part) && ['.', '['].includes(path.charAt(part.length)))

/** The innermost part on a path. */
const partAt = (written: Written, path: string): Written => {
  let innermost = written
  let length = 0
  for (const [part, value] of partsOf(written))
    if (part.length >= length && isUnder(path, part)) [innermost, length] = [value, part.length]
  return innermost
}

/** The place of the innermost part on a path. */
export const placeIn = (written: Written, path: string): Place => partAt(written, path).at

/**
 * Decodes a value; null if it has faults. Reports each at its place, except those of parts reported
 * before.
 */
export const decodeWritten = <A>(codec: Codec<A>, written: Written, report: Report): A | null => {
  const decoded = decoder(codec)(plainOf(written))
  if (E.isRight(decoded)) return decoded.right
  for (const { path, message } of decoded.left.faults) {
    const part = partAt(written, path)
    if (part.kind !== 'faulty') report(part.at, path === '' ? message : `${path}: ${message}`)
  }
  return null
}
