import { formatPeriod, type Command, type Scheme, type Target } from '@kpi-ledger/core'
import { codesOf, formatMonth, type CommandOf } from '@kpi-ledger/core/unstable'
import fc from 'fast-check'
import { arbitraryOutcome } from './outcome'
import { arbitraryMonth, arbitraryPeriod } from './period'
import { arbitraryTarget } from './target'

/** A regime that commands may adopt and refer to. */
export interface RegimeDraft {
  /** The id of the regime. */
  readonly regime: string
  /** Its first month. */
  readonly effectiveFrom: string
  /** How it rates. */
  readonly scheme: Scheme
}

// There are few names and few months, so that commands collide.
const kpis = fc.constantFrom('1', '2', 'R&B-K-001', 'C')
const years = { from: 2015, to: 2016 }
const months = arbitraryMonth(years).map(formatMonth)
const periods = fc.oneof(
  { arbitrary: fc.constantFrom('2016-02', '2016-03', 'FY2015-Q4', 'FY2015'), weight: 2 },
  { arbitrary: arbitraryPeriod(years).map(formatPeriod), weight: 1 },
)
const texts = fc.constantFrom('checked', 'late return', 'see report')

/** The command that adopts a regime. */
export const adoption = (contract: string, draft: RegimeDraft): CommandOf<'AdoptRegime'> => ({
  type: 'AdoptRegime',
  contract,
  title: `Regime ${draft.regime}`,
  ...draft,
})

const startUnder = ({ effectiveFrom }: RegimeDraft): fc.Arbitrary<string> =>
  fc.oneof(fc.constant(effectiveFrom), months)

/** How a KPI accumulates and aggregates; only figures of single periods are aggregated (M3). */
const accumulations: fc.Arbitrary<Pick<CommandOf<'DefineKPI'>, 'accumulation' | 'aggregation'>> =
  fc.oneof(
    fc.constant({}),
    fc.constant({ accumulation: 'year-to-date' as const }),
    fc
      .constantFrom('sum', 'mean', 'weighted-mean', 'maximum', 'minimum', 'last')
      .map((aggregation) => ({ accumulation: 'in-period' as const, aggregation })),
  )

/** A target; rarely there is none (M9a). */
const arbitraryStatedTarget = (scheme: Scheme): fc.Arbitrary<Target | null> =>
  fc.option(arbitraryTarget(scheme), { freq: 12 })

/** A command that defines a KPI under a regime. */
export const arbitraryDefinition = (
  contract: string,
  draft: RegimeDraft,
): fc.Arbitrary<CommandOf<'DefineKPI'>> => {
  const required = {
    type: fc.constant('DefineKPI' as const),
    contract: fc.constant(contract),
    regime: fc.constant(draft.regime),
    kpi: kpis,
    description: fc.constantFrom('Days to process', 'Calls answered'),
    serviceArea: fc.constantFrom('Revenues', 'ICT'),
    frequency: fc.constantFrom('monthly', 'quarterly', 'six-monthly', 'annual'),
    unit: fc.constantFrom('percent', 'days', 'per 10,000'),
    effectiveFrom: startUnder(draft),
    target: arbitraryStatedTarget(draft.scheme),
  }
  const optional = {
    decimals: fc.nat(3),
    ratedTo: fc.nat(1),
    better: fc.constantFrom('higher', 'lower'),
    owner: fc.constant('Revenues team'),
    succeeds: fc.array(kpis, { maxLength: 1 }),
  }
  return fc
    .tuple(
      fc.record(required, { noNullPrototype: true }),
      fc.record(optional, { requiredKeys: [], noNullPrototype: true }),
      accumulations,
    )
    .map(([must, may, accumulation]) => ({ ...must, ...may, ...accumulation }))
}

const arbitraryRevision = (contract: string, draft: RegimeDraft): fc.Arbitrary<Command> =>
  fc
    .tuple(kpis, startUnder(draft), arbitraryStatedTarget(draft.scheme))
    .map(([kpi, effectiveFrom, target]) => ({
      type: 'ReviseTarget',
      contract,
      regime: draft.regime,
      kpi,
      effectiveFrom,
      target,
    }))

const arbitraryRetirement = (contract: string, { regime }: RegimeDraft): fc.Arbitrary<Command> =>
  fc.tuple(kpis, months, texts).map(([kpi, effectiveFrom, reason]) => ({
    type: 'RetireKPI',
    contract,
    regime,
    kpi,
    effectiveFrom,
    reason,
  }))

/**
 * A command that amends the contract's parties, a regime's title and bands, or a definition (M30).
 */
const arbitraryAmendment = (
  contract: string,
  { regime, scheme }: RegimeDraft,
): fc.Arbitrary<Command> =>
  fc.oneof(
    fc.constantFrom('Other Supplier Ltd', 'Third Supplier Ltd').map((supplier): Command => ({
      type: 'AmendContract',
      contract,
      supplier,
      reason: 'novated',
    })),
    fc.constantFrom('misprinted', 'reworded').map((reason): Command => ({
      type: 'AmendRegime',
      contract,
      regime,
      title: `Regime ${regime}, ${reason}`,
      scheme: { ...scheme, notRated: { ...scheme.notRated, label: reason } },
      reason,
    })),
    fc
      .tuple(kpis, months, fc.nat(3), fc.nat(1))
      .map(([kpi, effectiveFrom, decimals, ratedTo]): Command => ({
        type: 'ReviseDefinition',
        contract,
        regime,
        kpi,
        effectiveFrom,
        decimals,
        ratedTo,
      })),
  )

/**
 * A command that decides a rating, with any code of the regime, including those for "not rated"
 * (M33).
 */
const arbitraryDecision = (
  contract: string,
  { regime, scheme }: RegimeDraft,
): fc.Arbitrary<Command> =>
  fc
    .tuple(kpis, periods, fc.constantFrom(...codesOf(scheme)), texts)
    .map(([kpi, period, code, reason]) => ({
      type: 'DecideRating',
      contract,
      regime,
      kpi,
      period,
      code,
      reason,
    }))

/** Commands about rules: a regime, a KPI, a target, a retirement, an amendment, a decided rating. */
export const arbitraryRule = (
  contract: string,
  draft: RegimeDraft,
): fc.Arbitrary<ReadonlyArray<Command>> =>
  fc
    .oneof(
      { arbitrary: fc.constant(adoption(contract, draft)), weight: 2 },
      { arbitrary: arbitraryDefinition(contract, draft), weight: 4 },
      { arbitrary: arbitraryRevision(contract, draft), weight: 3 },
      { arbitrary: arbitraryRetirement(contract, draft), weight: 1 },
      { arbitrary: arbitraryAmendment(contract, draft), weight: 1 },
      { arbitrary: arbitraryDecision(contract, draft), weight: 2 },
    )
    .map((command) => [command])

/** An actual, followed by its correction, for when there is one already. */
const arbitraryActual = (contract: string): fc.Arbitrary<ReadonlyArray<Command>> =>
  fc.tuple(kpis, periods, arbitraryOutcome(), texts).map(([kpi, period, outcome, reason]) => [
    { type: 'RecordActual', contract, kpi, period, outcome },
    { type: 'CorrectActual', contract, kpi, period, outcome, reason },
  ])

const arbitraryNote = (contract: string): fc.Arbitrary<ReadonlyArray<Command>> =>
  fc.tuple(fc.option(kpis, { nil: undefined }), periods, texts).map(([kpi, period, text]) => {
    const note = { type: 'AddNote' as const, contract, period, text }
    return [kpi === undefined ? note : { ...note, kpi }]
  })

/** A command with a rating as a paper printed it, with a word of some scheme or none (M32). */
const arbitraryPrinted = (contract: string): fc.Arbitrary<ReadonlyArray<Command>> =>
  fc
    .tuple(kpis, periods, fc.constantFrom('Met', 'MET', 'met', 'Green'))
    .map(([kpi, period, label]) => [{ type: 'RecordPrintedRating', contract, kpi, period, label }])

/** Commands about facts; the first that is not refused is used. */
export const arbitraryFact = (contract: string): fc.Arbitrary<ReadonlyArray<Command>> =>
  fc.oneof(
    { arbitrary: arbitraryActual(contract), weight: 5 },
    { arbitrary: arbitraryNote(contract), weight: 1 },
    { arbitrary: arbitraryPrinted(contract), weight: 1 },
  )
