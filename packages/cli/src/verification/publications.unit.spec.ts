import { nodeHashing } from '@kpi-ledger/adapters'
import { MerkleTree } from '@kpi-ledger/core/proofs'
import { rootOf, whyNotHeld } from './publications'

const said = {
  ...{ form: 1, revision: 9, size: 9, period: '2016-05', regime: 'r' },
  ...{ root: 'aa', scorecardDigest: 'bb' },
}
const found = { root: 'aa', scorecardDigest: 'bb' }
const WHICH = 'the scorecard of 2016-05 under r, published at revision 9'

describe('M25 a publication', () => {
  it('holds if its events give what it says', () => {
    expect(whyNotHeld(said, found)).toBeNull()
  })

  it('has no root of more events than there are', () => {
    const root = rootOf(new MerkleTree(nodeHashing))
    expect([root(0), root(1)]).toEqual([expect.stringMatching(/^e3b0c442/), null])
  })

  it.each([
    [{ size: 8 }, found, 'size: expected 8 events before it, got 9'],
    [{}, { ...found, root: 'ab' }, 'root of 9 events: expected aa, got ab'],
    [{}, { ...found, scorecardDigest: 'ba' }, 'scorecard digest: expected bb, got ba'],
    [
      {},
      { root: null, scorecardDigest: null },
      'root of 9 events: expected aa, got none; scorecard digest: expected bb, got none',
    ],
  ])('does not hold with %j and events that give %j: %s', (more, recomputed, why) => {
    expect(whyNotHeld({ ...said, ...more }, recomputed)).toBe(`${WHICH}: ${why}`)
  })
})
