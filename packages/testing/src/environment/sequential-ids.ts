/** FNV-1a over UTF-16 code units: spreads names well, but is not cryptographic. */
const hashOf = (text: string, start: number): string => {
  let hash = start
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** The UUIDs of a name, by number: always the same, and different for another name. */
export const uuidsOf = (name: string): ((n: number) => string) => {
  const high = hashOf(name, 0x811c9dc5)
  const low = hashOf(name, 0x01234567)
  const prefix = `${high}-${low.slice(0, 4)}-4${low.slice(4, 7)}-8${high.slice(0, 3)}-`
  return (n) => prefix + n.toString(16).padStart(12, '0')
}

/**
 * Ids for `execute` that are the same in every run: UUIDs counted from 0, in lower case. Another
 * prefix, which may be any text, gives other ids.
 */
export const sequentialIds = (prefix = ''): (() => string) => {
  const idOf = uuidsOf(`ids ${prefix}`)
  let next = 0
  return () => idOf(next++)
}
