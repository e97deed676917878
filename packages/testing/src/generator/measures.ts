import type { Comparator, EventData } from '@kpi-ledger/core'

type Definition = EventData<'KPIDefined'>

/** What a generated KPI measures, and around which value its figures are. */
export interface Measure extends Pick<
  Definition,
  'description' | 'serviceArea' | 'frequency' | 'unit' | 'aggregation' | 'better' | 'owner'
> {
  /** How figures compare with the target; null if the KPI has none and is data only (M9a). */
  readonly comparator: Comparator | null
  /** The value its figures are usually near. */
  readonly usual: number
  /** How many decimals its figures have. */
  readonly decimals: number
  /** Whether its target grows through the year, or follows the seasons. */
  readonly profile?: 'cumulative' | 'seasonal'
  /** How many decimals its figures are rated to; all of them if left out (M15). */
  readonly ratedTo?: number
}

/**
 * The measures of generated KPIs: every comparator, frequency, known unit, aggregation and kind of
 * profile occurs.
 */
export const measures: readonly [Measure, ...ReadonlyArray<Measure>] = [
  {
    description: 'Calls answered within the agreed time',
    serviceArea: 'Customer Services',
    frequency: 'monthly',
    unit: 'percent',
    comparator: '>=',
    usual: 80,
    decimals: 1,
    aggregation: 'weighted-mean',
    owner: 'Contact centre',
  },
  {
    description: 'Average days to process a new claim',
    serviceArea: 'Revenues and Benefits',
    frequency: 'monthly',
    unit: 'days',
    comparator: '<=',
    usual: 22.5,
    decimals: 2,
    aggregation: 'mean',
  },
  {
    description: 'Council tax collected in the year so far',
    serviceArea: 'Revenues and Benefits',
    frequency: 'monthly',
    unit: 'percent',
    comparator: '>=',
    usual: 96.6,
    decimals: 2,
    profile: 'cumulative',
  },
  {
    description: 'Unplanned outages of business systems',
    serviceArea: 'ICT',
    frequency: 'monthly',
    unit: 'count',
    comparator: '<',
    usual: 40,
    decimals: 0,
    aggregation: 'sum',
  },
  {
    description: 'Satisfaction of service users',
    serviceArea: 'Customer Services',
    frequency: 'quarterly',
    unit: 'score',
    comparator: '>',
    usual: 7.5,
    decimals: 1,
    aggregation: 'last',
  },
  {
    description: 'Budget spent against plan',
    serviceArea: 'Business Support',
    frequency: 'quarterly',
    unit: 'percent',
    comparator: 'between',
    usual: 100,
    decimals: 1,
  },
  {
    description: 'Sickness days lost per employee',
    serviceArea: 'Business Support',
    frequency: 'monthly',
    unit: 'days',
    comparator: '<=',
    usual: 8,
    decimals: 2,
    profile: 'seasonal',
  },
  {
    description: 'System availability in working hours',
    serviceArea: 'ICT',
    frequency: 'six-monthly',
    unit: 'percent',
    comparator: '>=',
    usual: 99,
    decimals: 2,
    ratedTo: 1,
  },
  {
    description: 'Savings delivered',
    serviceArea: 'Procurement',
    frequency: 'annual',
    unit: 'pounds',
    comparator: '>=',
    usual: 250_000,
    decimals: 0,
  },
  {
    description: 'Household waste collected',
    serviceArea: 'Waste',
    frequency: 'monthly',
    unit: 'tonnes',
    comparator: null,
    usual: 5200,
    decimals: 0,
    better: 'lower',
    owner: 'Waste contract team',
  },
  {
    description: 'Longest outage of a business system',
    serviceArea: 'ICT',
    frequency: 'monthly',
    unit: 'hours',
    comparator: '<=',
    usual: 3.5,
    decimals: 1,
    aggregation: 'maximum',
  },
  {
    description: 'Shortest time between failures',
    serviceArea: 'ICT',
    frequency: 'monthly',
    unit: 'minutes',
    comparator: '>',
    usual: 600,
    decimals: 0,
    aggregation: 'minimum',
  },
  {
    description: 'Missed collections per 10,000',
    serviceArea: 'Waste',
    frequency: 'monthly',
    unit: 'number',
    comparator: '<=',
    usual: 45,
    decimals: 1,
  },
]
