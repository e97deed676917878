import type { RecordedEvent } from '@kpi-ledger/core'
import { addToHistory, emptyHistory } from '@kpi-ledger/core/unstable'
import { foldHistory } from '@kpi-ledger/projections'
import { collectGarbage } from './collect-garbage'
import { race, raceWithGarbage, type Timing } from './measure'
import { pieces } from './pieces'

type Fold = (events: ReadonlyArray<RecordedEvent>) => unknown

/**
 * What somebody would write by hand: a switch over Maps that keeps every entry with its instant,
 * the event it came from, who recorded it and why, since an explanation says why a figure was
 * corrected.
 */
const byHand = (): Fold => {
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
  return (events) => {
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
}

const byHistory = (): Fold => {
  const history = emptyHistory()
  return (events) => {
    for (const event of events) addToHistory(history, event)
    return history
  }
}

/** Only reads. */
const byNobody = (): Fold => () => undefined

const PAGE = 1000

const pagesOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<Buffer> =>
  pieces(events, PAGE).map((page) => Buffer.from(JSON.stringify(page)))

const foldPages = (pages: ReadonlyArray<Buffer>, fold: Fold): void => {
  for (const page of pages) fold(JSON.parse(page.toString()) as ReadonlyArray<RecordedEvent>)
}

/**
 * Races folding events into a history against a hand-written switch over Maps as they come from a
 * store: page by page, and nobody keeps a page. What reading alone takes is subtracted, so what a fold
 * costs is its work and the collection of what it leaves or keeps alive.
 */
export const raceFoldingPages = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<Timing> => {
  const pages = pagesOf(events)
  const contenders = [
    { name: 'reading', begin: byNobody },
    { name: 'a switch over Maps, by hand', begin: byHand },
    { name: 'addToHistory', begin: byHistory },
  ]
  const [reading, ...folds] = race(
    contenders.map(({ name, begin }) => ({
      name,
      prepare: collectGarbage,
      work: () => {
        foldPages(pages, begin())
      },
    })),
    5,
  )
  return folds.map(({ name, milliseconds }) => ({
    name,
    milliseconds: milliseconds - (reading?.milliseconds ?? NaN),
  }))
}

/**
 * Races folding events that are all in memory and stay there. Whoever makes the collector run pays for
 * going through all of them.
 */
export const raceFolding = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<Timing> =>
  raceWithGarbage([
    { name: 'a switch over Maps, by hand', work: () => byHand()(events) },
    { name: 'foldHistory', work: () => foldHistory(events) },
  ])
