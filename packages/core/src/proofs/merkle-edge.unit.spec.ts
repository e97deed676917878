import { fc } from '@kpi-ledger/testing'
import { pureHashing } from './hashing'
import { MerkleEdge } from './merkle-edge'
import { MerkleTree } from './merkle'

test('M27 the edge of a log has the root of the whole log at every size', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 70 }), (entries) => {
      const [edge, tree] = [new MerkleEdge(), new MerkleTree()]
      expect(edge.root()).toEqual(tree.rootAt(0))
      for (const entry of entries) {
        edge.append(pureHashing.leaf(entry))
        tree.append(pureHashing.leaf(entry))
        expect([edge.size, edge.root()]).toEqual([tree.size, tree.rootAt(tree.size)])
      }
    }),
  )
})
