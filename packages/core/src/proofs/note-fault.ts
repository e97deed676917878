import type { Sentences } from '../schema/sentences'

/** Why a signed note was rejected. */
export type NoteFault =
  | { readonly _tag: 'MalformedNote'; readonly reason: string }
  | { readonly _tag: 'NotSignedBy'; readonly keys: ReadonlyArray<string> }
  | { readonly _tag: 'BadSignature'; readonly key: string }

/** Each NoteFault as one English sentence. */
export const noteFaultSentences: Sentences<NoteFault> = {
  MalformedNote: (fault) => fault.reason,
  NotSignedBy: (fault) => `it is not signed by ${fault.keys.join(' or ')}`,
  BadSignature: (fault) => `the signature by ${fault.key} does not match the text`,
}
