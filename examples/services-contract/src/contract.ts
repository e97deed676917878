/**
 * An invented contract modelled on the government's Model Services Contract: a target performance
 * level for each KPI, and below it minor, serious and severe failures, and the service threshold.
 */
import type { Command, Outcome, Scheme } from '@kpi-ledger/core'

/** The commands of one person at one time. */
export interface Step {
  /** When they are recorded. */
  readonly at: string
  /** Who records them. */
  readonly actor: string
  /** The commands, in order. */
  readonly commands: ReadonlyArray<Command>
}

const contract = 'facilities'
const regime = 'schedule-2'

/** Points by band; two failures in a row double those of the later one (M34). */
const scheme: Scheme = {
  levels: ['minor', 'serious', 'severe'],
  bands: [
    { code: 'met', label: 'Target Met', grade: 'good', when: { meets: 'target' } },
    {
      ...{ code: 'minor', label: 'Minor KPI Failure', grade: 'approaching-target' },
      ...{ when: { reaches: 'minor' }, points: 1 },
    },
    {
      ...{ code: 'serious', label: 'Serious KPI Failure', grade: 'requires-improvement' },
      ...{ when: { reaches: 'serious' }, points: 2 },
    },
    {
      ...{ code: 'severe', label: 'Severe KPI Failure', grade: 'inadequate' },
      ...{ when: { reaches: 'severe' }, points: 3 },
    },
    {
      ...{ code: 'below-threshold', label: 'Below Service Threshold', grade: 'inadequate' },
      ...{ when: 'otherwise', points: 4 },
    },
  ],
  notRated: {
    ...{ code: 'not-rated', label: 'Not Rated' },
    by: { 'no-activity': { code: 'nothing-due', label: 'Nothing Due' } },
  },
  repeat: { within: 2, factor: 2 },
}

/** Defines a KPI in percent, with its target and the lowest figure of each failure. */
const define = (
  kpi: string,
  description: string,
  serviceArea: string,
  [value, minor, serious, severe]: readonly [number, number, number, number],
  frequency: 'monthly' | 'quarterly' = 'monthly',
): Command => ({
  ...{ type: 'DefineKPI', contract, regime, kpi, description, serviceArea, frequency },
  ...{ unit: 'percent', decimals: 1, ratedTo: 1, owner: 'Supplier’s service manager' },
  ...(frequency === 'monthly' ? { aggregation: 'mean' } : {}),
  effectiveFrom: '2024-04',
  target: { comparator: '>=', value, levels: { minor, serious, severe } },
})

const agreed: Step = {
  at: '2024-04-02T09:00:00.000Z',
  actor: 'Contract manager (invented)',
  commands: [
    {
      ...{ type: 'RegisterContract', contract, title: 'Facilities management (invented)' },
      ...{ authority: 'Exampleshire Council', supplier: 'First Facilities Ltd', yearStart: 4 },
    },
    {
      ...{ type: 'AdoptRegime', contract, regime, title: 'Schedule 2.2, Performance Levels' },
      ...{ effectiveFrom: '2024-04', scheme },
    },
    define('KPI-1', 'Building systems available in working hours', 'Estates', [99, 98, 97, 96]),
    define('KPI-2', 'Helpdesk calls answered within 60 seconds', 'Helpdesk', [95, 90, 85, 80]),
    define('KPI-3', 'Urgent repairs made safe within four hours', 'Estates', [98, 95, 92, 88]),
    define('KPI-4', 'Invoices without error', 'Finance', [99, 98, 97, 96], 'quarterly'),
  ],
}

const nothing: Outcome = { kind: 'not-measured', reason: 'no-activity', text: 'No urgent repair' }

/** The figures of each month from April 2024 to March 2026, by KPI. */
const MONTHLY: Readonly<Record<string, ReadonlyArray<number | Outcome>>> = {
  'KPI-1': [
    ...[99.4, 99.2, 98.7, 99.1, 96.5, 98.5, 96.5, 99.3, 99, 99.5, 98.95, 98.94],
    ...[97.2, 99.1, 99.6, 99.4, 99.2, 99.3, 99.5, 99.4, 95.9, 99.2, 99.7, 99.6],
  ],
  'KPI-2': [
    ...[96.1, 95.5, 94.2, 93.8, 95.2, 96, 96.4, 95.8, 91, 88.7, 84.9, 95.3],
    ...[95.1, 95.4, 96.2, 94.9, 95.6, 95.9, 96.3, 96.1, 95.7, 96.8, 97, 96.6],
  ],
  'KPI-3': [
    ...[98.6, 99, 98.8, 94, 90.1, 97, 98.1, 98.4, 98.9, 98.2, 98.5, 99.1],
    ...[98.7, 98.3, 98.6, 98.8, 99, 98.2, 98.5, 98.1, 98.4, 98.6, nothing, 98.9],
  ],
}

const QUARTERLY = [99.2, 98.2, 97.5, 99.4, 99.1, 99.5, 99, 98.8]

const two = (n: number): string => String(n).padStart(2, '0')

/** The figures of the n-th month, returned on the tenth day of the next month. */
const returned = (n: number): Step => {
  const [year, month] = [2024 + Math.floor((n + 3) / 12), ((n + 3) % 12) + 1]
  const [nextYear, next] = month === 12 ? [year + 1, 1] : [year, month + 1]
  const quarter = QUARTERLY[Math.floor(n / 3)]
  const of = (kpi: string, period: string, value: number | Outcome): Command => ({
    ...{ type: 'RecordActual', contract, kpi, period },
    outcome: typeof value === 'number' ? { kind: 'measured', value } : value,
  })
  return {
    at: `${nextYear}-${two(next)}-10T10:00:00.000Z`,
    actor: 'Service manager (invented)',
    commands: [
      ...Object.entries(MONTHLY).flatMap(([kpi, values]) => {
        const value = values[n]
        return value === undefined ? [] : [of(kpi, `${year}-${two(month)}`, value)]
      }),
      ...(n % 3 === 2 && quarter !== undefined
        ? [of('KPI-4', `FY${2024 + Math.floor(n / 12)}-Q${(Math.floor(n / 3) % 4) + 1}`, quarter)]
        : []),
    ],
  }
}

const relieved: Step = {
  at: '2024-09-20T14:00:00.000Z',
  actor: 'Contract board (invented)',
  commands: [
    {
      ...{ type: 'DecideRating', contract, regime, kpi: 'KPI-3', period: '2024-08', code: 'met' },
      reason: 'Relief event: the flood of 12 August closed the road to the depot',
    },
    {
      ...{ type: 'AddNote', contract, kpi: 'KPI-3', period: '2024-08' },
      text: 'Relieved by the board of 20 September: the depot could not be reached for nine days.',
    },
  ],
}

const novated: Step = {
  at: '2025-01-06T09:00:00.000Z',
  actor: 'Contract manager (invented)',
  commands: [
    {
      ...{ type: 'AmendContract', contract, supplier: 'Second Facilities plc' },
      reason: 'The contract was novated on 1 January 2025',
    },
  ],
}

/** What happens, in order. */
export const steps: ReadonlyArray<Step> = [
  agreed,
  ...Array.from({ length: 24 }, (_, n) => returned(n)),
  relieved,
  novated,
].sort((a, b) => (a.at < b.at ? -1 : 1))
