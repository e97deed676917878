/**
 * What Jest needs of `AsyncLocalStorage`, to know which test an error belongs to, where one test runs after another.
 * Up to Node 22, Node's own makes every promise of every test call back: a twentieth of the fast lane's processor time.
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
