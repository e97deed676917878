import { monthAt } from '@kpi-ledger/core/unstable'

const MINUTE_MS = 60_000

/** When the figures of a month are reported: from the tenth of the month after it. */
const reportedFrom = (month: number): number => {
  const next = monthAt(month + 1)
  return Date.UTC(next.year, next.month - 1, 10, 9)
}

/** When made-up events are recorded. */
export interface RecordingClock {
  /** Advances to the time a month is reported at; never goes back. */
  readonly report: (month: number) => void
  /** The next instant, a second after the one before it. */
  readonly tick: () => string
}

/** A clock of whole seconds, which formats each minute once for its sixty instants. */
export const recordingClock = (): RecordingClock => {
  let minute = 0
  let second = 0
  let text = ''
  const startMinute = (at: number): void => {
    minute = at
    second = 0
    text = new Date(at).toISOString().slice(0, 17)
  }
  return {
    report: (month) => {
      const from = reportedFrom(month)
      if (from > minute) startMinute(from)
    },
    tick: () => {
      if (second === 60) startMinute(minute + MINUTE_MS)
      const seconds = second++
      return `${text}${seconds < 10 ? '0' : ''}${seconds}.000Z`
    },
  }
}
