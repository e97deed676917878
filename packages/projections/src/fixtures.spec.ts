import {
  parsePeriod,
  type EventData,
  type Outcome,
  type Period,
  type Scheme,
  type Target,
} from '@kpi-ledger/core'
import type { EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/lib/Either'
import {
  scorecard,
  type AsAt,
  type Cell,
  type History,
  type QueryError,
  type Scorecard,
  type ScorecardKPI,
  type ScorecardQuery,
} from './index'

/** The scheme of 2016 (M13), less `exceeded`. */
export const toleranceScheme: Scheme = {
  bands: [
    { code: 'met', label: 'Target Met', grade: 'good', when: { meets: 'target' } },
    {
      code: 'within-tolerance',
      label: "Within 'Tolerance'",
      grade: 'approaching-target',
      when: { meets: 'target', within: 'tolerance' },
    },
    { code: 'not-met', label: 'Not Met', grade: 'requires-improvement', when: 'otherwise' },
  ],
  notRated: { code: 'not-measurable', label: 'Not Measurable' },
}

/** The scheme of 2009 (M13). */
export const detrimentScheme: Scheme = {
  levels: ['detriment', 'failure'],
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    { code: 'missed', label: 'Missed', grade: 'approaching-target', when: { clears: 'detriment' } },
    {
      code: 'detriment',
      label: 'Detriment',
      grade: 'requires-improvement',
      when: { clears: 'failure' },
    },
    { code: 'failure', label: 'Failure', grade: 'inadequate', when: 'otherwise' },
  ],
  notRated: { code: 'no-data', label: 'No Data' },
}

export const atLeast = (value: number): Target => ({ comparator: '>=', value })

export const registered = (yearStart = 4): EventFixture => ({
  type: 'ContractRegistered',
  data: { contract: 'pssp', title: 'Services', authority: 'Council', supplier: 'Co', yearStart },
})

export const adopted = (
  regime: string,
  effectiveFrom: string,
  scheme: Scheme = toleranceScheme,
): EventFixture => ({
  type: 'RegimeAdopted',
  data: { regime, title: `Regime ${regime}`, effectiveFrom, scheme },
})

/** A monthly percentage to be at least 90, unless told otherwise. */
export const defined = (
  kpi: string,
  regime: string,
  effectiveFrom: string,
  other: Partial<EventData<'KPIDefined'>> = {},
): EventFixture => ({
  type: 'KPIDefined',
  data: {
    regime,
    kpi,
    description: `Description of ${kpi}`,
    serviceArea: 'Area',
    frequency: 'monthly',
    unit: 'percent',
    effectiveFrom,
    target: atLeast(90),
    ...other,
  },
})

export const revised = (
  kpi: string,
  regime: string,
  effectiveFrom: string,
  target: Target,
): EventFixture => ({ type: 'TargetRevised', data: { regime, kpi, effectiveFrom, target } })

export const retired = (kpi: string, regime: string, effectiveFrom: string): EventFixture => ({
  type: 'KPIRetired',
  data: { regime, kpi, effectiveFrom, reason: 'No longer provided' },
})

export const measured = (value: number): Outcome => ({ kind: 'measured', value })

const outcomeOf = (outcome: number | Outcome): Outcome =>
  typeof outcome === 'number' ? measured(outcome) : outcome

export const actual = (kpi: string, period: string, outcome: number | Outcome): EventFixture => ({
  type: 'ActualRecorded',
  data: { kpi, period, outcome: outcomeOf(outcome) },
})

export const corrected = (
  kpi: string,
  period: string,
  outcome: number | Outcome,
): EventFixture => ({
  type: 'ActualCorrected',
  data: { kpi, period, outcome: outcomeOf(outcome), reason: 'Checked again' },
})

export const noted = (period: string, text: string, kpi?: string): EventFixture => ({
  type: 'NoteAdded',
  data: kpi === undefined ? { period, text } : { period, text, kpi },
})

/** The event, recorded at noon of a day. */
export const on = (day: string, event: EventFixture): EventFixture => ({
  ...event,
  recordedAt: noon(day),
})

export const noon = (day: string): string => `${day}T12:00:00.000Z`

/** The answer to a question that has one. */
export const answer = <A>(answered: E.Either<QueryError, A>): A => {
  if (E.isLeft(answered)) throw new Error(JSON.stringify(answered.left))
  return answered.right
}

export const period = (text: string): Period => {
  const parsed = parsePeriod(text)
  if (E.isLeft(parsed)) throw new Error(parsed.left.message)
  return parsed.right
}

interface CardQuery {
  readonly regime?: string
  readonly asAt?: Partial<AsAt>
}

const unlimited: AsAt = { facts: null, rules: null, revision: null }

export const queryOf = (periods: string, { regime, asAt }: CardQuery = {}): ScorecardQuery => ({
  periods: periods.split(' ').map(period),
  ...(regime === undefined ? {} : { regime }),
  ...(asAt === undefined ? {} : { asAt: { ...unlimited, ...asAt } }),
})

/** The scorecard for periods written one after the other. */
export const card = (history: History, periods: string, query?: CardQuery): Scorecard =>
  answer(scorecard(history, queryOf(periods, query)))

/** Every KPI of a scorecard, in order. */
export const kpisOf = ({ serviceAreas }: Scorecard): ReadonlyArray<ScorecardKPI> =>
  serviceAreas.flatMap(({ kpis }) => kpis)

export const cellsOf = (shown: Scorecard, kpi = 'K'): ReadonlyArray<Cell | null> => {
  const row = kpisOf(shown).find((each) => each.kpi === kpi)
  if (row === undefined) throw new Error(`${kpi} is not on the scorecard`)
  return row.cells
}

/** The cell of a KPI in the first period; fails if there is none. */
export const cellOf = (shown: Scorecard, kpi = 'K'): Cell => {
  const [cell] = cellsOf(shown, kpi)
  if (cell === null || cell === undefined) throw new Error(`${kpi} has no cell`)
  return cell
}

/** The figure a cell shows. */
export const figureOf = (cell: Cell | null | undefined): number | null =>
  cell?.outcome?.kind === 'measured' ? cell.outcome.value : null
