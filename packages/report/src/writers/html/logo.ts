import { base64 } from '@scure/base'

/** A picture at the head of pages. */
export interface Logo {
  readonly type: 'image/png' | 'image/svg+xml'
  readonly bytes: Uint8Array
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** An SVG file, perhaps after a byte order mark, a declaration, a document type and comments. */
const SVG = /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/

/** A picture, recognised by its content and not its name; null if it is neither PNG nor SVG. */
export const readLogo = (bytes: Uint8Array): Logo | null => {
  if (PNG.every((byte, i) => bytes[i] === byte)) return { type: 'image/png', bytes }
  const head = new TextDecoder().decode(bytes.subarray(0, 4096))
  return SVG.test(head) ? { type: 'image/svg+xml', bytes } : null
}

/** The picture within the page: as an image it runs and loads nothing. */
export const logoSource = ({ type, bytes }: Logo): string =>
  `data:${type};base64,${base64.encode(bytes)}`
