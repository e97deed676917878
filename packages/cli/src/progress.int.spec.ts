import { Writable } from 'node:stream'
import { progressOn } from './progress'

describe('progress', () => {
  /** What a stream shows of a task whose first count comes after some milliseconds. */
  const shownAfter = (isTTY: boolean, ms: number): string => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(0)
    let shown = ''
    const terminal = new Writable({
      write: (piece, _, done) => {
        shown += String(piece)
        done()
      },
    })
    const stream = Object.assign(terminal, { isTTY, columns: 80 })
    const counter = progressOn(stream).progress('reading')
    clock.mockReturnValue(ms)
    for (const events of [3, 7]) counter.at(events)
    counter.end()
    clock.mockRestore()
    return shown
  }

  it('is shown on a terminal if a task takes longer than half a second, and then removed', () => {
    const shown = shownAfter(true, 501)
    expect(shown).toContain('reading: 3 events')
    const [hideCursor, showCursor] = ['\u001b[?25l', '\u001b[?25h']
    expect(shown.indexOf(hideCursor)).toBeGreaterThan(-1)
    expect(shown.indexOf(showCursor)).toBeGreaterThan(shown.indexOf('reading'))
  })

  it.each([
    ['of a short task', true, 500],
    ['in a file or a pipe', false, 60_000],
  ])('is not shown %s', (_, isTTY, ms) => {
    expect(shownAfter(isTTY, ms)).toBe('')
  })
})
