import { skeleton } from '../advice/skeleton'

/** Names by what they look like, in the order in which they were added. */
type ByLook = Map<string, Set<string>>

/** Of each map of KPIs that was asked about: most never are, and looking takes a table to be read. */
const looks = new WeakMap<ReadonlyMap<string, unknown>, ByLook>()

const put = (byLook: ByLook, name: string): void => {
  const look = skeleton(name)
  const names = byLook.get(look)
  if (names === undefined) byLook.set(look, new Set([name]))
  else names.add(name)
}

/** The names of a map that look like one, itself included if it is there, in their order (M41). */
export const looksLike = (
  names: ReadonlyMap<string, unknown>,
  name: string,
): ReadonlySet<string> => {
  let byLook = looks.get(names)
  if (byLook === undefined) {
    byLook = new Map()
    for (const each of names.keys()) put(byLook, each)
    looks.set(names, byLook)
  }
  return byLook.get(skeleton(name)) ?? new Set()
}

/** Keeps what is known of a map's names after one was added to it. */
export const lookAdded = (names: ReadonlyMap<string, unknown>, name: string): void => {
  const byLook = looks.get(names)
  if (byLook !== undefined) put(byLook, name)
}

/** The same after one was taken out of it. */
export const lookRemoved = (names: ReadonlyMap<string, unknown>, name: string): void => {
  looks.get(names)?.get(skeleton(name))?.delete(name)
}
