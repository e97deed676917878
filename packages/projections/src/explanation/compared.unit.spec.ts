import { foldHistory, type DomainEvent, type EventData, type Unit } from '@kpi-ledger/core'
import { branded } from '@kpi-ledger/core/unstable'
import { arbitraryLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import {
  actual,
  adopted,
  atLeast,
  defined,
  period,
  recorded,
  registered,
  retired,
  revised,
  valueOf,
} from '../fixture.spec'
import { comparison, type ComparisonRow } from '../comparison/comparison'
import { describe as inWords } from '../describe'
import type { Cell } from '../scorecard/cell'
import { explanation, type ExplanationQuery } from './explanation'

const base = [registered, adopted('a', '2009-04'), adopted('b', '2016-04')]
const inA = (kpi: string, more: Partial<EventData<'KPIDefined'>> = {}) =>
  defined(kpi, 'a', '2009-04', more)
const inB = (kpi: string, more: Partial<EventData<'KPIDefined'>> = {}) =>
  defined(kpi, 'b', '2016-04', more)

const asked = (
  events: ReadonlyArray<DomainEvent>,
  query: Partial<ExplanationQuery> & { readonly kpi: string },
) =>
  explanation(foldHistory(recorded([...base, ...events])), {
    period: period('2016-04'),
    ...query,
  })

const explained = (...question: Parameters<typeof asked>) => valueOf(asked(...question))

const succession = [inA('Old'), inB('New', { succeeds: ['Old'] })]
const ofOld = [...succession, actual('Old', '2016-04', 95)]
const ofNew = [...succession, actual('New', '2016-04', 95)]

describe('M28 a cell drawn in a comparison', () => {
  it('is explained by the figure of its predecessor, naming it', () => {
    const { sentence, cell, comparedWith, events } = explained(ofOld, {
      ...{ kpi: 'New', regime: 'b', comparedWith: 'a' },
    })
    expect(sentence).toBe(
      '95 %, taken from its predecessor Old, is 5 above the target of at least 90 %',
    )
    expect([cell.evidence, comparedWith]).toEqual([{ kpi: 'Old' }, { regime: 'a', kpi: 'Old' }])
    expect(events.at(-1)).toMatchObject({ gave: 'actual', kpi: 'Old', revision: 5 })
  })

  it('is explained by the figure of its successor, under the earlier regime', () => {
    const { sentence } = explained(ofNew, { kpi: 'Old', regime: 'a', comparedWith: 'b' })
    expect(sentence).toBe(
      '95 %, taken from its successor New, is 5 above the target of at least 90 %',
    )
  })

  it('says whose figure it is even if that is rounded, not rated, or not measured', () => {
    const of = (value: Parameters<typeof actual>[2], more: Partial<EventData<'KPIDefined'>>) =>
      explained(
        [inA('Old'), inB('New', { succeeds: ['Old'], ...more }), actual('Old', '2016-04', value)],
        { kpi: 'New', comparedWith: 'a' },
      ).sentence
    expect(of(89.6, { ratedTo: 0 })).toBe(
      '89.6 %, taken from its predecessor Old, rounded to 90 %, is exactly the target of at least 90 %',
    )
    expect(of(95, { target: { comparator: '>=', value: 90, profile: { '05': 1 } } })).toBe(
      '95 %, taken from its predecessor Old, is not rated: the profile has no value for April 2016',
    )
    expect(of({ kind: 'not-measured', reason: 'no-data' }, {})).toBe(
      'there is no data for April 2016, as recorded for its predecessor Old',
    )
  })

  it('keeps its own figure if it has one, and the scorecard’s outside a comparison', () => {
    const own = explained([...ofOld, actual('New', '2016-04', 91)], {
      ...{ kpi: 'New', comparedWith: 'a' },
    })
    expect([own.cell.evidence, own.rated, own.sentence]).toEqual([
      null,
      91,
      '91 % is 1 above the target of at least 90 %',
    ])
    const card = explained(ofOld, { kpi: 'New' })
    expect([card.cell.reason, card.comparedWith]).toEqual(['not-recorded', null])
  })

  it('applies targets to earlier periods, since a comparison names both regimes (M6)', () => {
    const later = [
      inB('K', { effectiveFrom: branded('2016-06') }),
      revised('K', 'a', '2009-04', atLeast(1)),
    ]
    const query = { kpi: 'K', regime: 'b', comparedWith: 'a' }
    expect(explained(later, query).cell.extrapolated).toBe(true)
  })

  it('is the one in the row asked for, if several share the KPI', () => {
    const merged = [
      ...[inA('K1'), inA('K2'), inB('L', { succeeds: ['K1', 'K2'] })],
      ...[actual('K1', '2016-04', 91), actual('K2', '2016-04', 92)],
    ]
    const ratedBeside = (beside: string) =>
      explained(merged, { kpi: 'L', comparedWith: 'a', beside }).rated
    expect(['K1', 'K2'].map(ratedBeside)).toEqual([91, 92])
    expect(explained(merged, { kpi: 'L', comparedWith: 'a' }).cell.evidence).toEqual({ kpi: 'K1' })
  })

  it.each<[string, Partial<ExplanationQuery>, string]>([
    [
      'a regime that is not there',
      { comparedWith: 'c' },
      'no regime "c" has been adopted; there are "a" and "b"',
    ],
    [
      'a KPI that shares no row with it',
      { comparedWith: 'a', beside: 'X' },
      'KPI "New" shares no row with "X" in a comparison with regime "a"; there is "Old"',
    ],
    [
      'a KPI beside it, but no regime',
      { beside: 'Old' },
      'KPI "Old" shares a row in a comparison only: name the regime to compare with',
    ],
  ])('refuses %s', (_, query, message) => {
    expect(E.mapLeft(inWords)(asked(ofOld, { kpi: 'New', ...query }))).toEqual(E.left(message))
  })

  it('shares no row with any KPI if none took over from it', () => {
    const query = { kpi: 'Old', regime: 'a', comparedWith: 'b', beside: 'New' }
    expect(asked([inA('Old'), inB('New')], query)).toEqual(
      E.left({ _tag: 'NotBeside', kpi: 'Old', regime: 'b', beside: 'New', sharing: [] }),
    )
  })

  it('has a reason instead if the KPI is not under its regime (M5)', () => {
    expect(asked([inA('Old')], { kpi: 'Old', regime: 'b', comparedWith: 'a' })).toMatchObject({
      left: { _tag: 'NotInRegime', kpi: 'Old', regime: 'b' },
    })
  })

  it('has a reason instead if the KPI is retired under its regime (M7)', () => {
    expect(
      asked([...ofOld, retired('New', 'b', '2016-04')], { kpi: 'New', comparedWith: 'a' }),
    ).toMatchObject({ left: { _tag: 'RetiredKPI', kpi: 'New' } })
  })
})

type Side = 'a' | 'b'

/** The cells of a row that are not null, each with its KPI and the one beside it. */
const drawn = ({ kpi, cells }: ComparisonRow) =>
  (['a', 'b'] as const).flatMap((side: Side) => {
    const self = kpi[side]
    const beside = kpi[side === 'a' ? 'b' : 'a']
    const found = cells.map((cell) => cell[side]).filter((cell): cell is Cell => cell !== null)
    return self === null ? [] : found.map((cell) => ({ cell, side, self, beside }))
  })

const months = ['2016-03', '2016-04']

/** Changes a KPI's unit from April on (M30). */
const redefinition = (kpi: string, unit: Unit): DomainEvent => ({
  type: 'DefinitionRevised',
  data: { regime: 'a', kpi, effectiveFrom: branded('2016-04'), unit, reason: 'measured otherwise' },
})

/** Two regimes whose KPIs took over from each other in every possible way, some with figures. */
const successions = fc
  .record({
    before: fc.array(fc.constantFrom('percent', 'days'), { minLength: 1, maxLength: 3 }),
    after: fc.array(
      fc.record({
        kpi: fc.constantFrom('A0', 'A1', 'B0', 'B1', 'B2'),
        unit: fc.constantFrom('percent', 'percent', 'days'),
        succeeds: fc.uniqueArray(fc.constantFrom('A0', 'A1', 'A2'), { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    figures: fc.array(
      fc.record({
        kpi: fc.constantFrom('A0', 'A1', 'A2', 'B0', 'B1', 'B2'),
        month: fc.constantFrom(...months),
        value: fc.integer({ min: 80, max: 100 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    redefined: fc.array(
      fc.record({ kpi: fc.constantFrom('A0', 'A1'), unit: fc.constantFrom('percent', 'days') }),
      { maxLength: 2 },
    ),
  })
  .map(({ before, after, figures, redefined }) => {
    const old = before.map((unit, i) => ({ kpi: `A${i}`, unit }) as const)
    const known = new Set(old.map(({ kpi }) => kpi))
    const commands = [
      ...old.map(({ kpi, unit }) => inA(kpi, { unit })),
      ...after.map(({ kpi, unit, succeeds }) =>
        inB(kpi, { unit, succeeds: succeeds.filter((each) => each !== kpi && known.has(each)) }),
      ),
      ...figures.map(({ kpi, month, value }) => actual(kpi, month, value)),
      ...redefined.map(({ kpi, unit }) => redefinition(kpi, unit)),
    ]
    return recorded([...base, ...commands])
  })

const inOrder = (...regimes: ReadonlyArray<string>) =>
  fc.record({ a: fc.constantFrom(...regimes), b: fc.constantFrom(...regimes) })

const questions = fc.oneof(
  fc.record({
    events: arbitraryLedger(),
    of: fc.constantFrom(...['2015-06', ...months, 'FY2015-Q4', 'FY2015']).map(period),
    regimes: inOrder('first', 'second', 'third'),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      events: successions,
      of: fc.constantFrom(...months).map(period),
      regimes: inOrder('a', 'b'),
    }),
  },
)

describe('for any ledger', () => {
  it('every cell of a comparison has an explanation, of exactly that cell and its events', () => {
    fc.assert(
      fc.property(questions, ({ events, of, regimes: { a, b } }) => {
        const history = foldHistory(events)
        const compared = comparison(history, { a, b, periods: [of, period('2016-04')] })
        if (E.isLeft(compared)) return
        for (const { cell, side, self, beside } of compared.right.rows.flatMap(drawn)) {
          const answer = valueOf(
            explanation(history, {
              ...{ kpi: self, period: period(cell.period), regime: side === 'a' ? a : b },
              comparedWith: side === 'a' ? b : a,
              ...(beside === null ? {} : { beside }),
            }),
          )
          expect(answer.cell).toEqual(cell)
          expect(answer.comparedWith?.kpi ?? null).toBe(beside)
          const gave = answer.events.find(
            (each) => each.gave === 'actual' && each.supersededBy === null,
          )
          expect(gave?.revision ?? null).toBe(cell.determinedBy.actual)
          expect(gave?.gave === 'actual' && gave.kpi !== self ? { kpi: gave.kpi } : null).toEqual(
            cell.evidence,
          )
          if (cell.evidence !== null) expect(answer.sentence).toContain(cell.evidence.kpi)
        }
      }),
    )
  })

  it('a comparison has the same rows whichever regime comes first (M23)', () => {
    const rowsOf = (history: ReturnType<typeof foldHistory>, a: string, b: string) => {
      const answer = comparison(history, { a, b, periods: [period('2016-04')] })
      return E.isLeft(answer) ? [] : answer.right.rows.map(({ kpi }) => [kpi.a, kpi.b])
    }
    fc.assert(
      fc.property(questions, ({ events, regimes: { a, b } }) => {
        const history = foldHistory(events)
        const back = rowsOf(history, b, a).map(([ofB, ofA]) => [ofA, ofB])
        expect(back.map(String).sort()).toEqual(rowsOf(history, a, b).map(String).sort())
      }),
    )
  })
})
