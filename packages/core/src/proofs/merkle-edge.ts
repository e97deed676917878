import { emptyRoot, pureHashing, type Hash, type Hashing } from './hashing'

/**
 * The right edge of a Merkle tree: enough to go on from, and to know its root, in a logarithmic number of
 * hashes. For what needs no proof and no earlier root.
 */
export class MerkleEdge {
  /** The complete subtrees that make up the tree, by height. */
  private readonly complete: Array<Hash | null> = []
  private leaves = 0

  constructor(private readonly hashing: Hashing = pureHashing) {}

  /** Number of leaves. */
  get size(): number {
    return this.leaves
  }

  /** Adds a leaf. */
  append(leaf: Hash): void {
    let hash = leaf
    let height = 0
    for (let left = this.complete[0]; left; left = this.complete[height]) {
      hash = this.hashing.node(left, hash)
      this.complete[height] = null
      height++
    }
    this.complete[height] = hash
    this.leaves++
  }

  /** The root over all leaves. */
  root(): Hash {
    const [last, ...rest] = this.complete.filter((hash) => hash !== null)
    return last === undefined
      ? emptyRoot
      : rest.reduce((right, left) => this.hashing.node(left, right), last)
  }
}
