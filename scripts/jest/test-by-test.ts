/**
 * The part of `AsyncLocalStorage` that Jest uses to know which test an error belongs to, for tests
 * that run one after another. Up to Node 22, Node's own adds a callback to every promise of every
 * test: a twentieth of the processor time of the fast lane.
 */
export class TestByTest<Store> {
  private store: Store | undefined

  getStore(): Store | undefined {
    return this.store
  }

  async run<A>(store: Store, work: () => Promise<A>): Promise<A> {
    const before = this.store
    this.store = store
    try {
      return await work()
    } finally {
      this.store = before
    }
  }
}
