import {
  decodeLine,
  encodeLine,
  type EventType,
  type History,
  type RecordedEvent,
} from '@kpi-ledger/core'
import { addToHistory, admit, emptyHistory } from '@kpi-ledger/core/unstable'
import { publicationAdmission, restatements } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { generateLedger, type LedgerSize } from './generate-ledger'

/** The types of event that a generated ledger has. */
const drawn: ReadonlyArray<EventType> = [
  'ContractRegistered',
  'RegimeAdopted',
  'KPIDefined',
  'TargetRevised',
  'KPIRetired',
  'ActualRecorded',
  'ActualCorrected',
  'NoteAdded',
  'ScorecardPublished',
  'ContractAmended',
  'RegimeAmended',
  'DefinitionRevised',
  'EventWithdrawn',
  'RatingPrinted',
  'RatingDecided',
]

const sizes: ReadonlyArray<LedgerSize> = [
  {},
  { seed: -1 },
  { seed: 2, contracts: 4, kpis: 1, months: 120 },
  { seed: 3, contracts: 1, kpis: 30, months: 24, firstMonth: '1999-12' },
  { seed: 4, events: 1500 },
  { seed: 5, publications: true },
]

describe.each(sizes)('generateLedger(%j)', (size) => {
  const events = [...generateLedger(size)]

  test('makes events that are admitted one after another', () => {
    const states = new Map<string, History>()
    for (const event of events) {
      const admitted = admit(states.get(event.stream) ?? emptyHistory(), event)
      if (E.isLeft(admitted)) throw new Error(JSON.stringify({ reason: admitted.left, event }))
      states.set(event.stream, admitted.right)
    }
    expect(states.size).toBe(size.contracts ?? 2)
  })

  test('makes events that a ledger file returns unchanged', () => {
    for (const event of events) {
      const decoded = decodeLine()(encodeLine(event))
      if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
      expect(decoded.right).toStrictEqual(event)
    }
  })

  test('gives every event an id of its own, and never goes back in time', () => {
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
    const instants = events.map(({ recordedAt }) => recordedAt)
    expect(instants).toEqual([...instants].sort())
  })
})

describe('what is made up', () => {
  const events = [...generateLedger({ publications: true })]
  const ofType = <Type extends EventType>(type: Type) =>
    events.filter((event): event is Extract<RecordedEvent, { type: Type }> => event.type === type)

  test('has every kind of event', () => {
    expect([...new Set(events.map(({ type }) => type))].sort()).toEqual([...drawn].sort())
  })

  test('M25 M25a has publications if asked for: valid, signed by name, some incomplete and some published again', () => {
    const whyNot = publicationAdmission()
    const histories = new Map<string, History>()
    for (const event of events) {
      const history = histories.get(event.stream) ?? emptyHistory()
      histories.set(event.stream, history)
      addToHistory(history, event)
      expect(whyNot(history, event)).toBeNull()
    }
    const published = ofType('ScorecardPublished')
    const months = published.filter(({ data }) => /^\d{4}-\d\d$/.test(data.period))
    expect(months.every(({ data, recordedAt }) => data.period < recordedAt.slice(0, 7))).toBe(true)
    expect(published.length).toBeGreaterThan(months.length)
    expect(published.every(({ metadata }) => metadata?.actor !== undefined)).toBe(true)
    expect(published.some(({ data }) => data.incomplete !== undefined)).toBe(true)
    expect(published.some(({ data }) => data.again === true)).toBe(true)
    const restated = [...histories.values()]
      .map((each) => restatements(each))
      .some((report) => {
        if (E.isLeft(report)) throw new Error(JSON.stringify(report.left))
        return report.right.publications.some((each) => each.restatements.length > 0)
      })
    expect(restated).toBe(true)
    expect([...generateLedger()].map(({ type }) => type)).not.toContain('ScorecardPublished')
  })

  test('has more than one regime in each contract, with KPIs carried over and succeeded', () => {
    const contracts = [...new Set(events.map(({ stream }) => stream))]
    for (const contract of contracts) {
      const regimes = ofType('RegimeAdopted').filter(({ stream }) => stream === contract)
      expect(regimes.length).toBeGreaterThan(1)
    }
    expect(ofType('KPIDefined').some(({ data }) => data.succeeds !== undefined)).toBe(true)
    expect(ofType('TargetRevised').some(({ data }) => data.regime === 'regime-2')).toBe(true)
  })

  test('has every comparator, tolerances, levels and profiles', () => {
    const targets = ofType('KPIDefined').map(({ data }) => data.target)
    expect([...new Set(targets.map((target) => target?.comparator ?? 'none'))].sort()).toEqual(
      ['<', '<=', '>', '>=', 'between', 'none'].sort(),
    )
    for (const field of ['tolerance', 'levels', 'profile'])
      expect(targets.some((target) => target !== null && field in target)).toBe(true)
  })

  test('has actuals for periods of every kind, measured and not measured', () => {
    const actuals = ofType('ActualRecorded').map(({ data }) => data)
    const kinds = actuals.map(({ period }) => period.replace(/\d/g, '0'))
    expect([...new Set(kinds)].sort()).toEqual(['0000-00', 'FY0000', 'FY0000-H0', 'FY0000-Q0'])
    expect(new Set(actuals.map(({ outcome }) => outcome.kind)).size).toBe(2)
  })
})

describe('seed and size', () => {
  const first = (n: number, size: LedgerSize): ReadonlyArray<RecordedEvent> => {
    const events: Array<RecordedEvent> = []
    for (const event of generateLedger(size)) {
      events.push(event)
      if (events.length === n) break
    }
    return events
  }

  test('the same ones give the same events, even when one iterable is read twice', () => {
    const ledger = generateLedger({ seed: 9, months: 3 })
    expect([...ledger]).toEqual([...generateLedger({ seed: 9, months: 3 })])
    expect([...ledger]).toEqual([...ledger])
  })

  test('another seed gives other events', () => {
    const one = first(100, { seed: 1 }).map((event) => event.data)
    expect(first(100, { seed: 2 }).map((event) => event.data)).not.toEqual(one)
  })

  test('ends after exactly the given number of events, which are the first of a longer ledger', () => {
    const events = [...generateLedger({ events: 137 })]
    expect(events).toEqual([...generateLedger()].slice(0, 137))
    expect([...generateLedger({ events: 0 })]).toEqual([])
    expect([...generateLedger({ months: 0 })]).toEqual([])
  })

  test('ends at events or months, whichever comes first', () => {
    expect([...generateLedger({ events: 100_000, months: 2 })]).toEqual([
      ...generateLedger({ months: 2 }),
    ])
  })

  test('makes events only as they are requested', () => {
    expect(first(10, { events: Number.MAX_SAFE_INTEGER })).toHaveLength(10)
  })

  test.each<[LedgerSize, string]>([
    [{ contracts: 0 }, 'contracts: expected a whole number from 1, got 0'],
    [{ kpis: 1.5 }, 'kpis: expected a whole number from 1, got 1.5'],
    [{ months: -1 }, 'months: expected a whole number from 0, got -1'],
    [{ events: NaN }, 'events: expected a whole number from 0, got NaN'],
    [{ firstMonth: 'FY2016' }, 'firstMonth: expected a month such as 2012-04, got "FY2016"'],
  ])('%j is refused', (size, message) => {
    expect(() => generateLedger(size)).toThrow(new RangeError(message))
  })

  test('goes no further than the year 2999 (M1)', () => {
    const make = () => [...generateLedger({ firstMonth: '2999-11', months: 3 })]
    expect(make).toThrow(RangeError)
    expect([...generateLedger({ firstMonth: '2999-11', months: 2 })].length).toBeGreaterThan(0)
  })
})
