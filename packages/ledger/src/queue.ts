const nothing = (): void => undefined

/** Runs tasks one at a time per contract, in the order of arrival. */
export class Queues {
  private readonly tails = new Map<string, Promise<void>>()

  /** Runs a task once all earlier tasks on any of its contracts have ended. */
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

/** The queues of a store, shared by all ledgers on the same store object in this process. */
export const queuesOf = (store: object): Queues => {
  const known = queues.get(store)
  if (known !== undefined) return known
  const made = new Queues()
  queues.set(store, made)
  return made
}
