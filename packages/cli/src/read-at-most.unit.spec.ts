import { readAtMost } from './read-at-most'

it('readAtMost reads no further than the piece that is too much', async () => {
  const read: Array<number> = []
  const pieces = async function* () {
    for (const size of [3, 3, 3]) {
      read.push(size)
      yield new Uint8Array(size)
    }
  }
  expect((await readAtMost(pieces(), 5)).length).toBe(6)
  expect(read).toEqual([3, 3])
  expect((await readAtMost(pieces(), 9)).length).toBe(9)
})
