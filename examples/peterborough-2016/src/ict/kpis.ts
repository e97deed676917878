import type { Command, Frequency, Target, Unit } from '@kpi-ledger/core'
import { metadata } from '../printed'
import { contract, regime } from './rules'

const define = (
  kpi: string,
  description: string,
  frequency: Frequency,
  unit: Unit,
  target: Target,
): Command => ({
  type: 'DefineKPI',
  contract,
  regime,
  kpi,
  description,
  serviceArea: 'ICT',
  frequency,
  unit,
  effectiveFrom: '2016-04',
  target,
  metadata,
})

/** The columns "Target", "Detriment" and "Failure" of a KPI in per cent; blank if not given. */
const percent = (value: number, detriment?: number, failure?: number): Target =>
  detriment === undefined || failure === undefined
    ? { comparator: '>=', value }
    : { comparator: '>=', value, levels: { detriment, failure } }

/** The same columns for a KPI that counts failures. */
const failures = (value: number, detriment: number, failure: number): Target => ({
  comparator: '<=',
  value,
  levels: { detriment, failure },
})

const monthly = (kpi: string, description: string, target: Target): Command =>
  define(kpi, description, 'monthly', target.comparator === '<=' ? 'count' : 'percent', target)

/** The 21 KPIs of the table, in its order. */
export const ictKPIs: ReadonlyArray<Command> = [
  monthly('1', 'Resolution of severity 1 incidents (2 hrs)', failures(0, 1, 2)),
  monthly('2', 'Resolution of severity 2 incidents (1 business day)', failures(0, 1, 2)),
  monthly('3', 'Resolution of severity 3 incidents (2 business days)', percent(90, 87, 84)),
  monthly('4', 'Resolution of severity 4 incidents (4 business days)', percent(90)),
  monthly('5', 'Fulfilment of priority 1 service requests (1 business day)', percent(90, 87, 84)),
  monthly('6', 'Fulfilment of priority 2 service requests (2 business days)', percent(90, 87, 84)),
  monthly('7', 'Fulfilment of priority 3 service requests (4 business days)', percent(90, 87, 84)),
  monthly('8', 'Fulfilment of priority 4 service requests (8 business days)', percent(90)),
  monthly('9', 'Call answering (within 20 seconds)', percent(80, 77, 74)),
  monthly('10', 'Call abandoned rate', { comparator: '<', value: 5 }),
  monthly('11', 'First point of contact fix', percent(50, 46, 42)),
  define('12', 'Key application availability', 'six-monthly', 'count', failures(0, 1, 2)),
  monthly('13', 'Gold application availability', failures(1, 3, 4)),
  monthly('14', 'Silver application availability', percent(98)),
  define(
    '15',
    'Network availability of individual primary Council Premises',
    'annual',
    'count',
    failures(0, 1, 2),
  ),
  monthly('16', 'Network availability of all resilient Council Premises', percent(99.5, 99, 98.5)),
  monthly('17', 'Network availability of all non-resilient Council Premises', percent(99)),
  define('18', 'Project success index', 'quarterly', 'count', failures(1, 2, 3)),
  define('19', 'Measurement of customer satisfaction', 'monthly', 'score', {
    comparator: '>',
    value: 3.5,
  }),
  monthly('20', 'Response to incidents raised by a call', percent(90)),
  monthly('21', 'Response to incidents raised via web browser', percent(90)),
]
