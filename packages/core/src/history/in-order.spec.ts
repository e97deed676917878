import type { History } from './history'

/** Everything in a history, in its order, which equality of Maps passes over. */
export const inOrder = (history: History): string =>
  JSON.stringify(history, (_, value: unknown) => (value instanceof Map ? [...value] : value))
