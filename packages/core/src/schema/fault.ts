import { limits, listed } from '../limits'
import { visible } from './visible'

/**
 * One thing wrong with a value, and where it is.
 *
 * `path` names the place from the root of the value: `data.target.levels.detriment`,
 * `scheme.bands[2].when`; it is empty when the value as a whole is at fault.
 */
export interface Fault {
  /** Where it is, such as `target.value`; empty for the whole value. */
  readonly path: string
  /** What is wrong, as one English sentence without its full stop. */
  readonly message: string
}

/** The keys and indexes from a value to a part of it. */
export type Path = ReadonlyArray<string | number>

const PREVIEW_LENGTH = 40
/** Names have at most 64 characters; a path gives them whole, so that the place can be found. */
const NAME_LENGTH = 64

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/

/** Text in quotes, shortened to a maximum length. */
const quoted = (s: string, length: number): string => {
  const first = [...s.slice(0, 2 * length)].slice(0, length).join('')
  return JSON.stringify(first === s ? s : `${first}…`)
}

const step = (key: string | number, first: boolean): string => {
  if (typeof key === 'number') return `[${key}]`
  if (!PLAIN_KEY.test(key)) return `[${quoted(key, NAME_LENGTH)}]`
  return first ? key : `.${key}`
}

/** Formats a path as JavaScript would: `a.b[2]["odd key"]`. */
export const formatPath = (path: Path): string => path.map((key, i) => step(key, i === 0)).join('')

/** Formats a fault as one line, path first. */
export const formatFault = (fault: Fault): string =>
  visible(fault.path === '' ? fault.message : `${fault.path}: ${fault.message}`)

/** Formats faults as one line, up to a useful number of them. */
export const formatFaults = (faults: ReadonlyArray<Fault>): string =>
  listed(faults.slice(0, limits.listed + 1).map(formatFault), faults.length).join('; ')

/** A fault if there is more of something than its limit. */
export const tooMany = (path: string, count: number, limit: number): ReadonlyArray<Fault> =>
  count > limit ? [{ path, message: `expected at most ${limit}, got ${count}` }] : []

/** A short, single-line preview of any value for an error message; never throws. */
export const preview = (u: unknown): string => {
  if (u === null || u === undefined) return String(u)
  switch (typeof u) {
    case 'string':
      return quoted(u, PREVIEW_LENGTH)
    case 'number':
      return Object.is(u, -0) ? '-0' : String(u)
    case 'boolean':
    case 'bigint':
      return String(u)
    case 'object':
      return Array.isArray(u) ? 'an array' : 'an object'
    default:
      return `a ${typeof u}`
  }
}
