import type { LoggedEvent } from './log'

/** Which events of the whole log are wanted. */
export interface Filter {
  readonly on: 'stream' | 'type'
  readonly matches: RegExp | ReadonlyArray<string>
}

/** What the server keeps of persistent subscriptions to the log is never shown through a filter. */
const BOOKKEEPING = '$persistentsubscription-$all::'

export const isBookkeeping = ({ stream }: LoggedEvent): boolean => stream.startsWith(BOOKKEEPING)

export const passes = (filter: Filter | undefined, event: LoggedEvent): boolean => {
  if (filter === undefined) return true
  if (isBookkeeping(event)) return false
  const text = event[filter.on]
  return filter.matches instanceof RegExp
    ? filter.matches.test(text)
    : filter.matches.some((prefix) => text.startsWith(prefix))
}
