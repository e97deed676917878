/** How many keys have a value kept for them; the rules of a long history have more. */
const MOST = 4096

/** Values worked out once for each of some objects, which never change; at most 4,096 are kept at a time. */
export class WeakMemo<Key extends object, Value> {
  private values = new WeakMap<Key, Value>()
  private kept = 0

  /** The value of a key, made if it is not kept. */
  get(key: Key, make: () => Value): Value {
    const known = this.values.get(key)
    if (known !== undefined) return known
    if (this.kept === MOST) {
      this.values = new WeakMap()
      this.kept = 0
    }
    const made = make()
    this.values.set(key, made)
    this.kept++
    return made
  }
}
