/** Tells who listens that something has changed, not what. */
export interface Signal {
  readonly fire: () => void
  /** Listens until the function given back is called. */
  readonly listen: (listener: () => void) => () => void
}

export const createSignal = (): Signal => {
  const listeners = new Set<() => void>()
  return {
    fire: () => {
      for (const listener of [...listeners]) listener()
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
