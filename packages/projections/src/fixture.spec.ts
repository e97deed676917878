import { isDeepStrictEqual } from 'node:util'
import {
  parsePeriod,
  type DomainEvent,
  type EventData,
  type History,
  type Outcome,
  type Period,
  type RecordedEvent,
  type Scheme,
} from '@kpi-ledger/core'
import { branded, type OneSidedTarget } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import { now, type AsAt } from './history/as-at'
import type { Cell } from './scorecard/cell'
import { scorecard, type Scorecard } from './scorecard/scorecard'
import type { ScorecardKPI } from './scorecard/service-areas'

/**
 * `toEqual` in a tenth of the time if the values are equal: what Node's comparison accepts,
 * `toEqual` does too.
 */
export const expectEqual = (actual: unknown, expected: unknown): void => {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected)
}

/** Events for tests: each in turn gets the next revision, id and day of June 2016. */
export const recorded = (events: ReadonlyArray<DomainEvent>): ReadonlyArray<RecordedEvent> =>
  events.map((event, revision) => ({
    ...event,
    id: branded(`00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`),
    stream: branded('kpiContract-c'),
    revision,
    version: 1,
    recordedAt: branded(at(revision)),
  }))

/** The same events, each recorded by a different officer. */
export const byOfficers = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecordedEvent> =>
  events.map((event) => ({
    ...event,
    metadata: { actor: `officer ${String(event.revision)}` },
  }))

/** When the event with that revision is recorded. */
export const at = (revision: number): string =>
  new Date(Date.UTC(2016, 5, 1 + revision)).toISOString()

export const valueOf = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** An answer or an error without the point in time, which both may name. */
export const withoutAsAt = <L extends object, A extends object>(
  answer: E.Either<L, A>,
): E.Either<object, object> => E.bimap(timeless, timeless)(answer)

const timeless = (said: object): object => ({ ...said, asAt: null })

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

export const atLeast = (value: number): OneSidedTarget => ({ comparator: '>=', value })

export const registeredFrom = (yearStart: number): DomainEvent => ({
  type: 'ContractRegistered',
  data: { contract: 'c', title: 'Contract C', authority: 'A', supplier: 'S', yearStart },
})

export const registered = registeredFrom(4)

export const adopted = (regime: string, effectiveFrom: string, of = scheme): DomainEvent => ({
  type: 'RegimeAdopted',
  data: { regime, title: regime, effectiveFrom: branded(effectiveFrom), scheme: of },
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
    effectiveFrom: branded(effectiveFrom),
    target: { comparator: '>=', value: 90 },
    ...more,
  },
})

export const revised = (
  kpi: string,
  regime: string,
  effectiveFrom: string,
  target: EventData<'TargetRevised'>['target'],
): DomainEvent => ({
  type: 'TargetRevised',
  data: { regime, kpi, effectiveFrom: branded(effectiveFrom), target },
})

export const retired = (kpi: string, regime: string, effectiveFrom: string): DomainEvent => ({
  type: 'KPIRetired',
  data: { regime, kpi, effectiveFrom: branded(effectiveFrom), reason: 'over' },
})

export const measured = (value: number): Outcome => ({ kind: 'measured', value })

const outcome = (value: number | Outcome): Outcome =>
  typeof value === 'number' ? measured(value) : value

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

/**
 * A question for a scorecard of periods that are written one after another: `2016-04 FY2016-Q1`.
 */
export const cardQuery = (
  periods: string,
  { regime, asAt = {} }: { readonly regime?: string; readonly asAt?: Partial<AsAt> } = {},
) => ({
  periods: periods.split(' ').map(period),
  ...(regime === undefined ? {} : { regime }),
  asAt: { ...now, ...asAt },
})

export const cardFor = (history: History, ...query: Parameters<typeof cardQuery>): Scorecard =>
  valueOf(scorecard(history, cardQuery(...query)))

/** Every KPI of a scorecard, in order. */
export const kpisOf = ({ serviceAreas }: Scorecard): ReadonlyArray<ScorecardKPI> =>
  serviceAreas.flatMap(({ kpis }) => kpis)

/** The cells of a KPI, which must be on the scorecard. */
export const rowOf = (card: Scorecard, kpi = 'K'): ReadonlyArray<Cell | null> => {
  const row = kpisOf(card).find((each) => each.kpi === kpi)
  if (row === undefined) throw new Error(`${kpi} is not on the scorecard`)
  return row.cells
}

/** The cell of a KPI in the first period; null if it has none. */
export const cellOf = (card: Scorecard, kpi = 'K'): Cell => {
  const [cell = null] = rowOf(card, kpi)
  if (cell === null) throw new Error(`${kpi} has no cell`)
  return cell
}

/** The figure that a cell shows. */
export const figureOf = (cell: Cell | null | undefined): number | null =>
  cell?.outcome?.kind === 'measured' ? cell.outcome.value : null
