import type { GroupSettings } from '../wire/persistent-request.codec'
import type { Message } from './feed'

/** Knows what is done, and says when a checkpoint is due. */
export interface Progress {
  readonly started: (message: Message) => void
  readonly finished: (message: Message) => void
  /** Where to go on after a restart, if anything was written down. */
  readonly resumeAt: () => number | undefined
  /** Forgets what is under way. */
  readonly reset: () => void
}

export const progressOf = (
  settings: Pick<GroupSettings, 'checkpointAfter' | 'minCheckpointCount' | 'maxCheckpointCount'>,
  write: (last: Message) => void,
): Progress => {
  // In the order they were handed out first, which is the order of the feed.
  let underWay: Array<{ readonly message: Message; done: boolean }> = []
  let lastDone: Message | undefined
  let written: number | undefined
  let finished = 0
  let timer: NodeJS.Timeout | undefined

  const checkpoint = (): void => {
    finished = 0
    if (lastDone === undefined || lastDone.at === written) return
    written = lastDone.at
    write(lastDone)
  }
  const afterAWhile = (): void => {
    timer = undefined
    if (finished >= settings.minCheckpointCount) checkpoint()
  }
  return {
    started: (message) => {
      if (message.retries === 0) underWay.push({ message, done: false })
    },
    finished: (message) => {
      const entry = underWay.find((one) => one.message.at === message.at)
      if (entry !== undefined) entry.done = true
      const open = underWay.findIndex(({ done }) => !done)
      const done = underWay.splice(0, open === -1 ? underWay.length : open)
      lastDone = done.at(-1)?.message ?? lastDone
      finished++
      if (finished >= settings.maxCheckpointCount) checkpoint()
      else timer ??= setTimeout(afterAWhile, settings.checkpointAfter).unref()
    },
    resumeAt: () => (written === undefined ? undefined : written + 1),
    reset: () => {
      clearTimeout(timer)
      timer = undefined
      underWay = []
      lastDone = undefined
      finished = 0
    },
  }
}
