import {
  decide,
  evolve,
  formatMonth,
  formatPeriod,
  initialState,
  type Command,
  type RecordedEvent,
  type Scheme,
} from '@kpi-ledger/core'
import * as E from 'fp-ts/lib/Either'
import fc from 'fast-check'
import { instantAfter } from '../environment/instant'
import { recorder } from '../events/recorded'
import { arbitraryMonth, arbitraryPeriod } from './period'
import { arbitraryOutcome } from './outcome'
import { arbitraryScheme } from './scheme'
import { arbitraryTarget } from './target'

export interface SmallLedger {
  /** `pssp` by default. */
  readonly contract?: string
  /** How many commands are tried at most; 40 by default. Those that are refused leave nothing. */
  readonly maxCommands?: number
}

interface Attempt {
  readonly command: Command
  /** Milliseconds since the attempt before it. */
  readonly after: number
}

/** Few names, so that commands meet: two regimes or three, five KPIs. */
const regimes = ['first', 'second', 'third'] as const
const regimeStarts = ['2014-04', '2015-04', '2016-04'] as const
const kpis = fc.constantFrom('1', '2', 'R&B-K-001', 'R&B-K-002', 'C')
const areas = fc.constantFrom('Revenues', 'ICT')
const years = { from: 2015, to: 2016 }
const months = arbitraryMonth(years).map(formatMonth)
const periods = arbitraryPeriod(years).map(formatPeriod)
const texts = fc.constantFrom('checked', 'late return', 'see report')

const adoption = (contract: string, i: number, scheme: Scheme): Command => ({
  type: 'AdoptRegime',
  contract,
  regime: regimes[i] ?? 'other',
  title: `Regime ${i + 1}`,
  effectiveFrom: regimeStarts[i] ?? '2017-04',
  scheme,
})

const startOf = (i: number): fc.Arbitrary<string> =>
  fc.oneof(fc.constant(regimeStarts[i] ?? '2017-04'), months)

const definitions = (contract: string, i: number, scheme: Scheme): fc.Arbitrary<Command> =>
  fc.record(
    {
      type: fc.constant('DefineKPI' as const),
      contract: fc.constant(contract),
      regime: fc.constant(regimes[i] ?? 'other'),
      kpi: kpis,
      description: fc.constantFrom('Days to process', 'Calls answered'),
      serviceArea: areas,
      frequency: fc.constantFrom('monthly', 'quarterly', 'six-monthly', 'annual'),
      unit: fc.constantFrom('percent', 'days'),
      effectiveFrom: startOf(i),
      target: arbitraryTarget(scheme),
      decimals: fc.nat(3),
      ratedTo: fc.nat(1),
      accumulation: fc.constantFrom('in-period', 'year-to-date'),
      succeeds: fc.array(kpis, { maxLength: 1 }),
    },
    {
      requiredKeys: [
        'type',
        'contract',
        'regime',
        'kpi',
        'description',
        'serviceArea',
        'frequency',
        'unit',
        'effectiveFrom',
        'target',
      ],
      noNullPrototype: true,
    },
  )

const ruleCommands = (contract: string, schemes: ReadonlyArray<Scheme>): fc.Arbitrary<Command> =>
  fc.nat(schemes.length - 1).chain((i) => {
    const scheme = schemes[i]
    const regime = regimes[i] ?? 'other'
    if (scheme === undefined) return fc.constant(adoption(contract, i, schemes[0] ?? emptyScheme))
    return fc.oneof(
      { arbitrary: fc.constant(adoption(contract, i, scheme)), weight: 2 },
      { arbitrary: definitions(contract, i, scheme), weight: 4 },
      {
        arbitrary: fc
          .tuple(kpis, startOf(i), arbitraryTarget(scheme))
          .map(([kpi, effectiveFrom, target]): Command => {
            return { type: 'ReviseTarget', contract, regime, kpi, effectiveFrom, target }
          }),
        weight: 3,
      },
      {
        arbitrary: fc.tuple(kpis, months, texts).map(([kpi, effectiveFrom, reason]): Command => {
          return { type: 'RetireKPI', contract, regime, kpi, effectiveFrom, reason }
        }),
        weight: 1,
      },
    )
  })
