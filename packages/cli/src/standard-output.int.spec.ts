import { closeSync, openSync, readFileSync } from 'node:fs'
import { inNewFolder } from './fixture.spec'
import { writerTo } from './standard-output'

inNewFolder()

describe('writerTo', () => {
  const streamOf = (fd: number, isTTY: boolean, error: Error | null) => {
    const pieces: Array<string> = []
    const write = (piece: string | Uint8Array, done: (error: Error | null) => void): boolean => {
      pieces.push(piece.toString())
      done(error)
      return true
    }
    // Node says it of terminals only.
    return { pieces, stream: { fd, ...(isTTY ? { isTTY } : {}), write } }
  }

  const opened = async (path: string, use: (fd: number) => Promise<void>): Promise<void> => {
    const fd = openSync(path, path === '.' ? 'r' : 'w')
    try {
      await use(fd)
    } finally {
      closeSync(fd)
    }
  }

  it.each(['out.txt', '/dev/null'])('writes to %s itself, not through the stream', (path) =>
    opened(path, async (fd) => {
      const { pieces, stream } = streamOf(fd, false, null)
      const write = writerTo(stream)
      await write('£1\n')
      await write(Buffer.from('2\n'))
      expect(pieces).toEqual([])
      if (path === 'out.txt') expect(readFileSync(path, 'utf8')).toBe('£1\n2\n')
    }),
  )

  it.each([true, false])(
    'waits until the stream has written, of a terminal (%s) or a pipe',
    (isTTY) =>
      opened('.', async (fd) => {
        const { pieces, stream } = streamOf(fd, isTTY, null)
        await writerTo(stream)('a')
        expect(pieces).toEqual(['a'])
        const { stream: closed } = streamOf(fd, isTTY, new Error('EPIPE'))
        await expect(writerTo(closed)('a')).rejects.toThrow('EPIPE')
      }),
  )
})
