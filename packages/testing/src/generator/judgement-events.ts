import type { EventFixture } from '../events/recorded'
import type { Random } from './random'
import type { Rules } from './rule-events'

/** The ratings of a month that a paper printed, and those that the authority decided (M32, M33). */
export const judgements = (
  { regime, live, style: { scheme } }: Rules,
  month: string,
  random: Random,
): ReadonlyArray<EventFixture> => {
  const kpi = live[random.whole(0, Math.max(0, live.length - 1))]?.kpi
  const band = scheme.bands[random.whole(0, scheme.bands.length - 1)]
  if (kpi === undefined || band === undefined) return []
  const events: Array<EventFixture> = []
  if (random.chance(0.1))
    events.push({
      type: 'RatingPrinted',
      data: { kpi, period: month, label: band.label, source: 'Board paper' },
    })
  if (random.chance(0.05))
    events.push({
      type: 'RatingDecided',
      data: { regime, kpi, period: month, code: band.code, reason: 'Relief was granted' },
    })
  return events
}

const facts: ReadonlySet<EventFixture['type']> = new Set([
  ...(['ActualCorrected', 'NoteAdded', 'RatingPrinted', 'RatingDecided'] as const),
])

/** Withdraws one of the facts of a month, and records it again if it was a figure (M29). */
export const withdrawal = (
  events: ReadonlyArray<EventFixture>,
  idOf: (place: number) => string,
  random: Random,
): ReadonlyArray<EventFixture> => {
  const place = random.whole(0, Math.max(0, events.length - 1))
  const event = events[place]
  if (event === undefined || !random.chance(0.1)) return []
  const withdrawn: EventFixture = {
    type: 'EventWithdrawn',
    data: { event: idOf(place), reason: 'Recorded by mistake' },
  }
  if (event.type === 'ActualRecorded') return [withdrawn, event]
  return facts.has(event.type) ? [withdrawn] : []
}
