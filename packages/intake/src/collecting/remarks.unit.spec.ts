import { MAX_FAULTS, MAX_LISTED } from '../sheets/limits'
import { Remarks } from './remarks'

class Listing extends Remarks {
  all() {
    return this.listed()
  }
}

const at = (row: number) => ({ sheet: null, cell: `A${String(row)}` })

describe('remarks on a file', () => {
  it('list each fault once, up to a limit, and say how many more there are', () => {
    const listing = new Listing()
    for (let row = 0; row < MAX_FAULTS + 2; row++) listing.fault(at(row), 'wrong')
    listing.fault(at(0), 'wrong')
    const { faults } = listing.all()
    expect(faults).toHaveLength(MAX_FAULTS + 1)
    expect(faults.at(-1)).toEqual({ ...at(MAX_FAULTS - 1), message: 'and 2 further faults' })
  })

  it('list cells that are passed over up to a limit, and count further guesses among them', () => {
    const listing = new Listing()
    for (let row = 0; row < MAX_LISTED + 1; row++) {
      listing.skip(at(row), 'empty')
      listing.guess(at(row), `${String(row)}%`, String(row), 'it is in percent')
    }
    listing.guess(at(1), '0%', '0', 'it is in percent')
    const { guesses, skipped } = listing.all()
    expect([guesses.length, guesses[0]?.more]).toEqual([MAX_LISTED, 1])
    expect(skipped.at(-1)?.message).toBe('and 2 further cells')
  })
})
