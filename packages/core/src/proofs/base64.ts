import { base64 } from '@scure/base'

/** Bytes as base64. */
export const toBase64 = (bytes: Uint8Array): string => base64.encode(bytes)

/** The bytes of base64 text (RFC 4648, section 4, padded); null if it is not base64. */
export const fromBase64 = (text: string): Uint8Array | null => {
  try {
    return base64.decode(text)
  } catch {
    return null
  }
}
