const nothing = (): void => undefined

/** Work on contracts, for each contract one piece at a time, in the order it came. */
export class Queues {
  private readonly tails = new Map<string, Promise<void>>()

  /** Runs work once whatever came before it on any of its contracts has ended. */
  run<A>(contracts: ReadonlyArray<string>, work: () => Promise<A>): Promise<A> {
    const before = contracts.flatMap((contract) => this.tails.get(contract) ?? [])
    const turn = Promise.all(before).then(work)
    const ended = turn.then(nothing, nothing).then(() => {
      for (const contract of contracts)
        if (this.tails.get(contract) === ended) this.tails.delete(contract)
    })
    for (const contract of contracts) this.tails.set(contract, ended)
    return turn
  }
}

const queues = new WeakMap<object, Queues>()

/** The queues of a store: two ledgers on one store in this process wait for each other. */
export const queuesOf = (store: object): Queues => {
  const known = queues.get(store)
  if (known !== undefined) return known
  const made = new Queues()
  queues.set(store, made)
  return made
}
