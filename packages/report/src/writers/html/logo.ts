import { base64 } from '@scure/base'

/** A picture shown at the top of pages. */
export interface Logo {
  /** Media type of the picture. */
  readonly type: 'image/png' | 'image/svg+xml'
  /** Content of the file. */
  readonly bytes: Uint8Array
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** An SVG file, perhaps after a byte order mark, a declaration, a document type and comments. */
const SVG = /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/

/**
 * Reads a picture, recognised by its content rather than its name; null if it is neither PNG nor
 * SVG.
 */
export const readLogo = (bytes: Uint8Array): Logo | null => {
  if (PNG.every((byte, i) => bytes[i] === byte)) return { type: 'image/png', bytes }
  const head = new TextDecoder().decode(bytes.subarray(0, 4096))
  return SVG.test(head) ? { type: 'image/svg+xml', bytes } : null
}

/** The picture embedded as a `data:` URL; as an image, it runs and loads nothing. */
export const logoSource = ({ type, bytes }: Logo): string =>
  `data:${type};base64,${base64.encode(bytes)}`
