import { arbitraryLedger, generateLedger } from '@kpi-ledger/testing'
import fc from 'fast-check'
import { eventsIn, eventsThatDepend } from './events-in'
import { foldHistory } from './fold'
import type { DomainEvent, RecordedEvent } from '../events/envelope'
import { definitions, eventTypes } from '../events/registry'

/** A registration and a withdrawal are never withdrawn, and a note about a contract depends on nothing. */
const mayDepend = ({ type, data }: RecordedEvent): boolean =>
  !['ContractRegistered', 'EventWithdrawn'].includes(type) &&
  (type !== 'NoteAdded' || 'kpi' in data)

/** Its type and data, without a reason, which nothing is judged by. */
const judgedBy = ({ type, data }: DomainEvent): object => ({ ...data, type, reason: undefined })

const expectAllIn = (events: ReadonlyArray<RecordedEvent>): void => {
  const history = foldHistory(events)
  const kpis = [...history.rules.kpis.keys()]
  for (const type of eventTypes) {
    const found = eventsIn(history, type, { rulesOf: kpis, factsOf: kpis })
    const wanted = events.filter((event) => event.type === type && mayDepend(event))
    expect(new Map(found.map(({ at, event }) => [at.revision, judgedBy(event)]))).toEqual(
      new Map(wanted.map((event) => [event.revision, judgedBy(event)])),
    )
  }
}

describe('M29 the events that withdrawals are judged on', () => {
  it('include every event, whatever its type', () => {
    fc.assert(fc.property(arbitraryLedger(), expectAllIn))
  })

  it('include every event of a long ledger', () => {
    expectAllIn([...generateLedger({ contracts: 1, months: 48, publications: true })])
  })

  it('are in the order they were recorded', () => {
    const events = [...generateLedger({ contracts: 1, months: 24 })]
    const adopted = events.findIndex(({ type }) => type === 'RegimeAdopted')
    const revisions = eventsThatDepend(foldHistory(events), adopted).map(({ at }) => at.revision)
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b))
    expect(revisions).toContain(adopted)
  })

  it('of a rule are all but the facts about other KPIs', () => {
    const events = [...generateLedger({ contracts: 1, months: 12 })]
    const history = foldHistory(events)
    const factsAbout = (revision: number) =>
      eventsThatDepend(history, revision).flatMap(({ event }) =>
        definitions[event.type].kind === 'fact' && 'kpi' in event.data ? [event.data.kpi] : [],
      )
    const adopted = events.findIndex(({ type }) => type === 'RegimeAdopted')
    expect(factsAbout(adopted)).toEqual([])
    const defined = events.findIndex(({ type }) => type === 'KPIDefined')
    expect(new Set(factsAbout(defined))).toEqual(new Set([history.rules.kpis.keys().next().value]))
  })

  it('are none of a note, on which nothing depends', () => {
    const events = [...generateLedger({ contracts: 1, months: 12 })]
    const noted = events.findIndex(({ type }) => type === 'NoteAdded')
    expect(noted).toBeGreaterThan(0)
    expect(eventsThatDepend(foldHistory(events), noted)).toEqual([])
  })

  it('of a figure are those about its KPI alone, however many rules the others have', () => {
    const history = foldHistory([...generateLedger({ contracts: 1, months: 48 })])
    const { origins, actuals } = history
    const figures = Array.from({ length: origins.length }, (_, revision) => revision).flatMap(
      (revision) => {
        const kpi = actuals.kpiAt(revision)
        return kpi === null ? [] : [{ revision, kpi }]
      },
    )
    expect(figures.length).toBeGreaterThan(300)
    for (const { revision, kpi } of figures.slice(0, 50)) {
      const about = eventsThatDepend(history, revision).map(({ event: { data } }) =>
        'kpi' in data ? data.kpi : kpi,
      )
      expect(new Set(about)).toEqual(new Set([kpi]))
    }
  })
})
