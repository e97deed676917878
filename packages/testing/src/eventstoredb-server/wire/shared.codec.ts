import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb'
import type { Message } from 'google-protobuf'

/** What a message becomes on the wire. */
export const bytesOf = (message: Message): Buffer => Buffer.from(message.serializeBinary())

export const nameIn = (identifier: StreamIdentifier | undefined): string =>
  identifier === undefined ? '' : Buffer.from(identifier.getStreamName_asU8()).toString('utf8')

export const identifierOf = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Buffer.from(stream))

const hex = (bits: string): string =>
  BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0')

export const idIn = (uuid: UUID | undefined): string => {
  const structured = uuid?.getStructured()
  if (structured === undefined) return uuid?.getString() ?? ''
  const digits =
    hex(structured.getMostSignificantBits()) + hex(structured.getLeastSignificantBits())
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export const uuidOf = (id: string): UUID => new UUID().setString(id)

/** A place counted from 0, or one of the two ends: one field of three is set. */
export const placeIn = (
  options: { readonly hasStart: () => boolean; readonly hasEnd: () => boolean },
  counted: string | undefined,
): number | 'start' | 'end' =>
  options.hasStart() ? 'start' : options.hasEnd() ? 'end' : Number(counted ?? 0)
