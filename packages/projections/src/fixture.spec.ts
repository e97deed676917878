import {
  parsePeriod,
  type DomainEvent,
  type EventData,
  type Outcome,
  type Period,
  type RecordedEvent,
  type Scheme,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'

/** Events for tests: each in turn gets the next revision, id and day of June 2016. */
export const recorded = (events: ReadonlyArray<DomainEvent>): ReadonlyArray<RecordedEvent> =>
  events.map((event, revision) => ({
    ...event,
    id: `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`,
    stream: 'kpiContract-c',
    revision,
    version: 1,
    recordedAt: at(revision),
  }))

/** When the event of that revision is recorded. */
export const at = (revision: number): string =>
  new Date(Date.UTC(2016, 5, 1 + revision)).toISOString()

export const valueOf = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

export const period = (text: string): Period => valueOf(parsePeriod(text))

export const scheme: Scheme = {
  bands: [
    { code: 'exceeded', label: 'Exceeded', grade: 'good', when: { beats: 'target' } },
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    {
      code: 'close',
      label: 'Close',
      grade: 'approaching-target',
      when: { meets: 'target', within: 'tolerance' },
    },
    { code: 'not-met', label: 'Not Met', grade: 'requires-improvement', when: 'otherwise' },
  ],
  notRated: { code: 'none', label: 'None' },
}

export const registered: DomainEvent = {
  type: 'ContractRegistered',
  data: { contract: 'c', title: 'Contract C', authority: 'A', supplier: 'S', yearStart: 4 },
}

export const adopted = (regime: string, effectiveFrom: string, of = scheme): DomainEvent => ({
  type: 'RegimeAdopted',
  data: { regime, title: regime, effectiveFrom, scheme: of },
})

export const defined = (
  kpi: string,
  regime: string,
  effectiveFrom: string,
  more: Partial<EventData<'KPIDefined'>> = {},
): DomainEvent => ({
  type: 'KPIDefined',
  data: {
    regime,
    kpi,
    description: `${kpi} of ${regime}`,
    serviceArea: 'Area',
    frequency: 'monthly',
    unit: 'percent',
    effectiveFrom,
    target: { comparator: '>=', value: 90 },
    ...more,
  },
})

export const revised = (
  kpi: string,
  regime: string,
  effectiveFrom: string,
  target: EventData<'TargetRevised'>['target'],
): DomainEvent => ({ type: 'TargetRevised', data: { regime, kpi, effectiveFrom, target } })

export const retired = (kpi: string, regime: string, effectiveFrom: string): DomainEvent => ({
  type: 'KPIRetired',
  data: { regime, kpi, effectiveFrom, reason: 'over' },
})

const outcome = (value: number | Outcome): Outcome =>
  typeof value === 'number' ? { kind: 'measured', value } : value

export const actual = (kpi: string, of: string, value: number | Outcome): DomainEvent => ({
  type: 'ActualRecorded',
  data: { kpi, period: of, outcome: outcome(value) },
})

export const corrected = (kpi: string, of: string, value: number | Outcome): DomainEvent => ({
  type: 'ActualCorrected',
  data: { kpi, period: of, outcome: outcome(value), reason: 'late returns' },
})

export const noted = (of: string, text: string, kpi?: string): DomainEvent => ({
  type: 'NoteAdded',
  data: { period: of, text, ...(kpi === undefined ? {} : { kpi }) },
})
