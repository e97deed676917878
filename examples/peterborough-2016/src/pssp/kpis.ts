import type { Accumulation, Command, Frequency, Target, Unit } from '@kpi-ledger/core'
import { metadata } from '../printed'
import { contract, regime } from './rules'

interface Line {
  readonly description: string
  readonly frequency: Frequency
  readonly unit: Unit
  readonly target: Target
  readonly accumulation?: Accumulation
}

const define =
  (serviceArea: string) =>
  (kpi: string, line: Line): Command => ({
    type: 'DefineKPI',
    contract,
    regime,
    kpi,
    serviceArea,
    effectiveFrom: '2016-04',
    decimals: 2,
    ...line,
    metadata,
  })

const atLeast = (value: number): Target => ({ comparator: '>=', value })

/** A target of at most that many days. */
const within = (value: number): Target => ({ comparator: '<=', value })

/**
 * The columns "April" and "May Performance Target/Profile", and the annual target from the notes.
 */
const profile = (april: number, may: number, annual: number): Target => ({
  comparator: '>=',
  value: annual,
  profile: { '04': april, '05': may },
})

const monthlyPercent = { frequency: 'monthly', unit: 'percent' } as const
const annualPercent = {
  frequency: 'annual',
  unit: 'percent',
  accumulation: 'year-to-date',
} as const

const transactional = define('Shared Transactional Services')
const support = define('Business Support')
const customers = define('Customer Services')
const transformation = define('Business Transformation and Service Improvement')
const finance = define('Financial Services System')
const procurement = define('Procurement')

/** The 22 KPIs of the table, in its order. */
export const psspKPIs: ReadonlyArray<Command> = [
  transactional('STS-K-009', {
    description: 'Completion of statutory returns',
    ...monthlyPercent,
    target: atLeast(100),
  }),
  transactional('R&B-K-001', {
    description: 'Achievement of the in-year Council Tax collection rate target',
    ...annualPercent,
    target: profile(11.36, 20.31, 95.8),
  }),
  transactional('R&B-K-002', {
    description: 'Achievement of the in-year business rates collection rate target',
    ...annualPercent,
    target: profile(11.56, 19.84, 97.8),
  }),
  transactional('R&B-K-007', {
    description: 'Council Tax arrears collection',
    ...annualPercent,
    target: profile(2.57, 4.56, 14.31),
  }),
  transactional('R&B-K-008', {
    description: 'Business Rates arrears collection',
    ...annualPercent,
    target: profile(7.35, 11.25, 30),
  }),
  transactional('R&B-K-009', {
    description: 'Debt recovery - Parking',
    frequency: 'monthly',
    unit: 'days',
    target: within(14),
  }),
  transactional('R&B-K-009a', {
    description: 'Debt recovery - Housing Benefit Overpayment',
    ...annualPercent,
    target: profile(2.72, 5, 26),
  }),
  transactional('R&B-K-009b', {
    description: 'Debt recovery - Sundry Debt',
    frequency: 'annual',
    unit: 'percent',
    target: profile(56.5, 60, 63),
  }),
  transactional('R&B-K-011', {
    description: 'Average time to process housing benefit claims and changes',
    frequency: 'monthly',
    unit: 'days',
    target: within(19),
  }),
  support('PAY-K-001', {
    description: 'Ensure all payroll deadlines are met',
    ...monthlyPercent,
    target: atLeast(100),
  }),
  support('BS-K-002', {
    description: 'Business support tasks completed to deadline',
    ...monthlyPercent,
    target: atLeast(97),
  }),
  customers('CS-K-001', {
    description: '% of customers satisfied with the service they received',
    frequency: 'six-monthly',
    unit: 'percent',
    target: atLeast(95),
  }),
  customers('CS-K-002', {
    description: '% of telephone calls answered',
    ...monthlyPercent,
    target: profile(82, 82, 85),
  }),
  customers('CS-K-006', {
    description: '% of First Call resolution in Call Centre (excluding switch)',
    ...monthlyPercent,
    target: atLeast(85),
  }),
  transformation('BT-K-002', {
    description:
      'Delivery of outputs as agreed in the annual delivery plan. Performance to be tracked ' +
      'against milestones as agreed in the annual delivery plan',
    frequency: 'annual',
    unit: 'percent',
    target: atLeast(85),
  }),
  finance('FS-K-001', {
    description: 'Complete month and year end BCR and DCAL processes',
    ...monthlyPercent,
    target: atLeast(100),
  }),
  finance('FS-K-002', {
    description:
      'Within the working hours 09:00am and 17:00pm Monday to Friday (excl public holidays) to ' +
      'respond to all priority 1 calls within 1 hour',
    ...monthlyPercent,
    target: atLeast(90),
  }),
  procurement('PRO-K-002', {
    description: 'Deliver key stages of procurement strategy',
    frequency: 'quarterly',
    unit: 'percent',
    target: atLeast(100),
  }),
  procurement('PRO-K-004', {
    description: 'Produce a Quarterly Report on procurement and supplier management',
    frequency: 'quarterly',
    unit: 'percent',
    target: atLeast(100),
  }),
  procurement('PRO-K-005', {
    description:
      'Create & Maintain a contract register for all Corporate Contracts and Non - Corporate ' +
      'contracts (where known).',
    ...monthlyPercent,
    target: atLeast(100),
  }),
  procurement('PRO-K-006', {
    description:
      'Co-operate with the Authority’s Legal Services to provide timely and appropriate ' +
      'documentation and other necessary information to enable the Authority’s Legal Services ' +
      'to prepare the contracts for signing.',
    ...monthlyPercent,
    target: atLeast(100),
  }),
  procurement('PRO-K-007', {
    description: 'Provide a monthly compliance report on Purchase Cards',
    ...monthlyPercent,
    target: atLeast(100),
  }),
  {
    type: 'ReviseTarget',
    contract,
    regime,
    kpi: 'R&B-K-011',
    effectiveFrom: '2016-05',
    target: within(19.18),
    reason: 'The report prints 19.00 for April and 19.18 for May',
    metadata,
  },
]
