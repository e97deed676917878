/** What is added to the 2016 ledger for the audit. All of it is invented. */
import type { Command } from '@kpi-ledger/core'
import type { OneSidedTarget } from '@kpi-ledger/core/unstable'

/** The commands of one person at one time. */
export interface Step {
  /** When they are recorded. */
  readonly at: string
  /** Who records them. */
  readonly actor: string
  /** The commands, in order. */
  readonly commands: ReadonlyArray<Command>
}

const contract = 'pssp'
const earlier = 'pssp-2012'

/** When the scorecard of May is signed off, before all other steps, and by whom. */
export const signedOff = { at: '2016-06-20T10:00:00.000Z', actor: 'Board (invented)' } as const

const regime: Command = {
  type: 'AdoptRegime',
  contract,
  regime: earlier,
  title: 'Invented: the rules before the review',
  effectiveFrom: '2012-04',
  scheme: {
    bands: [
      { code: 'green', label: 'Green', grade: 'good', when: { meets: 'target' } },
      {
        code: 'amber',
        label: 'Amber',
        grade: 'approaching-target',
        when: { meets: 'target', within: { percent: 10 } },
      },
      { code: 'red', label: 'Red', grade: 'requires-improvement', when: 'otherwise' },
    ],
    notRated: { code: 'grey', label: 'Grey' },
  },
}

const define = (
  kpi: string,
  description: string,
  unit: 'percent' | 'days',
  target: OneSidedTarget,
): Command => ({
  type: 'DefineKPI',
  contract,
  regime: earlier,
  kpi,
  description,
  serviceArea: 'Invented',
  frequency: 'monthly',
  unit,
  effectiveFrom: '2012-04',
  target,
})

const mistaken = '00000000-0000-4000-8000-0000000a0d17'

const printed = (kpi: string, label: string): Command => ({
  ...{ type: 'RecordPrintedRating', contract, kpi, period: '2016-05', label },
  source: 'Cabinet paper of 20 June 2016 (invented)',
})

/** What happens after the sign-off, in order. */
export const invented: ReadonlyArray<Step> = [
  {
    at: '2016-07-11T09:30:00.000Z',
    actor: 'Revenues manager (invented)',
    commands: [
      {
        type: 'CorrectActual',
        contract,
        kpi: 'R&B-K-008',
        period: '2016-05',
        outcome: { kind: 'measured', value: 11.31 },
        reason: 'payments of the last week of May had been left out',
      },
    ],
  },
  {
    at: '2016-07-18T14:00:00.000Z',
    actor: 'Contract manager (invented)',
    commands: [
      {
        type: 'ReviseTarget',
        contract,
        regime: 'pssp-2016',
        kpi: 'R&B-K-009b',
        effectiveFrom: '2016-05',
        target: { comparator: '>=', value: 63, profile: { '04': 56.5, '05': 59 } },
        reason: 'profile agreed anew',
      },
    ],
  },
  {
    at: '2016-07-25T11:15:00.000Z',
    actor: 'Customer services (invented)',
    commands: [
      {
        type: 'CorrectActual',
        contract,
        kpi: 'CS-K-002',
        period: '2016-05',
        outcome: { kind: 'measured', value: 81.5 },
        reason: 'calls given up in the queue had not been counted',
      },
    ],
  },
  {
    at: '2016-08-01T09:00:00.000Z',
    actor: 'Archive (invented)',
    commands: [
      regime,
      define('R&B-K-001', 'Council Tax collected', 'percent', { comparator: '>=', value: 20 }),
      define('R&B-K-008', 'Business Rates arrears', 'percent', { comparator: '>=', value: 12 }),
      define('R&B-K-009', 'Parking debts', 'days', { comparator: '<=', value: 8 }),
      define('CS-K-001', 'Satisfied customers', 'percent', { comparator: '>=', value: 90 }),
      define('CS-K-002', 'Calls answered', 'percent', { comparator: '>=', value: 80 }),
      define('CS-K-009', 'Letters answered in five days', 'percent', {
        comparator: '>=',
        value: 95,
      }),
    ],
  },
  {
    at: '2016-08-08T10:00:00.000Z',
    actor: 'Business transformation (invented)',
    commands: [
      {
        ...{ type: 'RecordActual', id: mistaken, contract, kpi: 'BT-K-002', period: '2016-06' },
        outcome: { kind: 'measured', value: 91 },
      },
    ],
  },
  {
    at: '2016-08-09T09:00:00.000Z',
    actor: 'Business transformation (invented)',
    commands: [
      {
        ...{ type: 'WithdrawEvent', contract, event: mistaken },
        reason: 'that was the figure of another contract',
      },
    ],
  },
  {
    at: '2016-08-15T09:00:00.000Z',
    actor: 'Contract manager (invented)',
    commands: [
      {
        ...{ type: 'AmendContract', contract, supplier: 'Serco Regional Services (invented)' },
        reason: 'novated on 1 August 2016',
      },
    ],
  },
  {
    at: '2016-08-22T13:00:00.000Z',
    actor: 'Board (invented)',
    commands: [
      {
        ...{ type: 'DecideRating', contract, regime: 'pssp-2016', kpi: 'R&B-K-001' },
        ...{ period: '2016-04', code: 'met' },
        reason: 'relief: the bills of two wards were sent a week late by the council',
      },
    ],
  },
  {
    at: '2016-08-29T15:00:00.000Z',
    actor: 'Democratic services (invented)',
    commands: [
      printed('R&B-K-001', 'Exceeded'),
      printed('R&B-K-008', 'Not Met'),
      printed('CS-K-002', 'Amber'),
    ],
  },
]
