import { monthAt } from '@kpi-ledger/core/unstable'

const MINUTE_MS = 60_000

/** The instant from which the figures of a month are reported: the tenth of the month after it. */
const reportedFrom = (month: number): number => {
  const next = monthAt(month + 1)
  return Date.UTC(next.year, next.month - 1, 10, 9)
}

/** The clock by which generated events are recorded. */
export interface RecordingClock {
  /** Advances to when a month is reported; never goes back. */
  readonly report: (month: number) => void
  /** Returns the next instant, a second after the one before. */
  readonly tick: () => string
}

/** A clock of whole seconds. It formats each minute only once for its sixty instants. */
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
