import * as E from 'fp-ts/Either'
import { decodeCommands } from './contract/decode-commands'
import { describe as describeError } from './describe'
import { limits } from './limits'

describe('what is accepted at once is limited, and the error says which limit was exceeded', () => {
  it('the faults of one message, however many there are', () => {
    const unknown = Object.fromEntries(Array.from({ length: 150_000 }, (_, i) => [`f${i}`, i]))
    const decoded = decodeCommands([{ type: 'AddNote', ...unknown }])
    const words = E.isLeft(decoded) ? describeError(decoded.left) : ''
    expect(words).toMatch(/^command 1: f0: unknown field/)
    expect(words.split('; command ')).toHaveLength(limits.listed)
    expect(words).toMatch(/; and \d+ more$/)
  })
})
