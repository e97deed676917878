/** Reads a stream to its end, or until it exceeds a number of bytes. */
export const readAtMost = async (
  stream: AsyncIterable<Uint8Array>,
  most: number,
): Promise<Uint8Array> => {
  const chunks: Array<Uint8Array> = []
  let length = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    length += chunk.length
    if (length > most) break
  }
  return Buffer.concat(chunks)
}
