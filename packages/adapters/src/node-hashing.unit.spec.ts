import { pureHashing } from '@kpi-ledger/core/proofs'
import fc from 'fast-check'
import { codePoint } from '../../../scripts/jest/code-point'
import { nodeHashing } from './node-hashing'

describe('hashing by Node', () => {
  it('gives the same hashes as hashing in JavaScript', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint, maxLength: 3000 }), fc.string(), (entry, other) => {
        const [leaf, right] = [nodeHashing.leaf(entry), nodeHashing.leaf(other)]
        expect([...leaf]).toEqual([...pureHashing.leaf(entry)])
        expect([...nodeHashing.node(leaf, right)]).toEqual([...pureHashing.node(leaf, right)])
      }),
    )
  })
})
