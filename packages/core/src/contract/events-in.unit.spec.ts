import { arbitraryLedger, generateLedger } from '@kpi-ledger/testing'
import fc from 'fast-check'
import { eventsIn, eventsThatDepend } from './events-in'
import { foldHistory } from './fold'
import type { RecordedEvent } from '../events/envelope'
import { eventTypes } from '../events/registry'

/**
 * Nothing depends on a note about a contract, or on a withdrawal, which cannot be withdrawn itself.
 */
const mayDepend = ({ type, data }: RecordedEvent): boolean =>
  type !== 'EventWithdrawn' && (type !== 'NoteAdded' || data.kpi !== undefined)

const expectAllIn = (events: ReadonlyArray<RecordedEvent>): void => {
  const history = foldHistory(events)
  const kpis = [...history.rules.kpis.keys()]
  const found = eventTypes.flatMap((type) =>
    eventsIn(history, type, { rulesOf: kpis, factsOf: kpis }).map(
      ({ at, event }) => `${String(at.revision)} ${event.type}`,
    ),
  )
  const wanted = events.filter(mayDepend).map(({ revision, type }) => `${String(revision)} ${type}`)
  expect(found.sort()).toEqual(wanted.sort())
}

describe('M29 the events that withdrawals are judged on', () => {
  it('include every event, whatever its type', () => {
    fc.assert(fc.property(arbitraryLedger(), expectAllIn))
  })

  it('include every event of a long ledger', () => {
    expectAllIn([...generateLedger({ contracts: 1, months: 48, publications: true })])
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
