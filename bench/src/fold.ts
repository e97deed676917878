import type { RecordedEvent } from '@kpi-ledger/core'
import { foldHistory } from '@kpi-ledger/projections'
import { raceWithGarbage, type Timing } from './measure'

/**
 * What somebody would write by hand: a switch over Maps that keeps every entry with its instant,
 * the event it came from, who recorded it and why, since an explanation says why a figure was
 * corrected.
 */
const byHand = (events: ReadonlyArray<RecordedEvent>) => {
  const actuals = new Map<string, Map<string, Array<object>>>()
  const notes = new Map<string, Map<string, Array<object>>>()
  const rules = new Map<string, Array<object>>()
  const instants: Array<string> = []
  const origins: Array<object> = []
  const add = (
    index: Map<string, Map<string, Array<object>>>,
    kpi: string,
    period: string,
    entry: object,
  ): void => {
    let periods = index.get(kpi)
    if (periods === undefined) index.set(kpi, (periods = new Map<string, Array<object>>()))
    const entries = periods.get(period)
    if (entries === undefined) periods.set(period, [entry])
    else entries.push(entry)
  }
  for (const { id, type, data, revision, recordedAt, metadata } of events) {
    instants.push(recordedAt)
    const reason = 'reason' in data ? data.reason : undefined
    origins.push({ id, type, actor: metadata?.actor, occurredAt: metadata?.occurredAt, reason })
    switch (type) {
      case 'ActualRecorded':
      case 'ActualCorrected':
        add(actuals, data.kpi, data.period, { revision, recordedAt, outcome: data.outcome })
        break
      case 'NoteAdded':
        add(notes, data.kpi ?? '', data.period, { revision, recordedAt, text: data.text })
        break
      case 'KPIDefined':
      case 'TargetRevised':
      case 'KPIRetired': {
        const entries = rules.get(data.kpi)
        if (entries === undefined) rules.set(data.kpi, [{ revision, recordedAt, ...data }])
        else entries.push({ revision, recordedAt, ...data })
        break
      }
      default:
        break
    }
  }
  return { actuals, notes, rules, instants, origins }
}

/** Races folding decoded events into a history against a hand-written switch over Maps. */
export const raceFolding = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<Timing> =>
  raceWithGarbage([
    { name: 'a switch over Maps, by hand', work: () => byHand(events) },
    { name: 'foldHistory', work: () => foldHistory(events) },
  ])
