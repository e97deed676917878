import { confusables } from './confusables'

const read = (hex: string): string =>
  String.fromCodePoint(...hex.split(' ').map((point) => parseInt(point, 16)))

let prototypes: ReadonlyMap<string, string> | undefined

/** What each character looks like; read when first needed. */
const prototypeOf = (): ReadonlyMap<string, string> =>
  (prototypes ??= new Map(
    confusables
      .trim()
      .split(/[;\n]/)
      .flatMap((line) => {
        const [prototype = '', characters = ''] = line.split(':')
        return characters.split(',').map((hex) => [read(hex), read(prototype)] as const)
      }),
  ))

/**
 * What a text looks like: two texts with one skeleton are look-alikes (M41; Unicode Technical
 * Standard 39, section 4). Not for reading: `rn` is the skeleton of `m`.
 */
export const skeleton = (text: string): string => {
  const known = prototypeOf()
  const looks = (character: string): string => {
    const prototype = known.get(character)
    if (prototype !== undefined) return prototype
    const parts = character.normalize('NFKD')
    return parts === character ? character : Array.from(parts, looks).join('')
  }
  return Array.from(text.normalize('NFD'), looks).join('').normalize('NFD')
}
