import { foldHistory, type DomainEvent, type Target } from '@kpi-ledger/core'
import { arbitraryLedger } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import {
  actual,
  adopted,
  at,
  atLeast,
  corrected,
  defined,
  kpisOf,
  noted,
  period,
  recorded,
  registered,
  retired,
  revised,
  valueOf,
} from '../fixture.spec'
import { asAt, now } from '../history/as-at'
import { scorecard } from '../scorecard/scorecard'
import type { SourceEvent } from './chain'
import { explanation, explanationJson, type ExplanationQuery } from './explanation'

const base = [registered, adopted('r', '2016-04')]

const asked = (
  events: ReadonlyArray<DomainEvent>,
  of = '2016-05',
  query: Partial<ExplanationQuery> = {},
) => explanation(foldHistory(recorded(events)), { kpi: 'K', period: period(of), ...query })

const explained = (...question: Parameters<typeof asked>) => valueOf(asked(...question))

const line = ({ gave, revision, supersededBy }: SourceEvent): string =>
  `${gave} ${String(revision)}${supersededBy === null ? '' : ` (then ${String(supersededBy)})`}`

const chain = (...question: Parameters<typeof asked>): ReadonlyArray<string> =>
  explained(...question).events.map(line)

describe('M28 the events behind a cell', () => {
  it('are those behind its regime, definition, target, actual and notes, in recorded order', () => {
    const events = [
      ...base,
      defined('K', 'r', '2016-04'),
      defined('L', 'r', '2016-04'),
      actual('K', '2016-05', 91),
      actual('K', '2016-04', 92),
      noted('2016-05', 'fine', 'K'),
      noted('2016-05', 'about all'),
      noted('2016-04', 'last month', 'K'),
    ]
    expect(chain(events)).toEqual(['regime 1', 'definition 2', 'target 2', 'actual 4', 'note 6'])
  })

  it('say which event it was, when and by whom it was recorded, and why', () => {
    const history = foldHistory(
      recorded([
        ...base,
        defined('K', 'r', '2016-04'),
        actual('K', '2016-05', 80),
        corrected('K', '2016-05', 91),
      ]).map((event) => ({ ...event, metadata: { actor: `clerk ${String(event.revision)}` } })),
    )
    const { events } = valueOf(explanation(history, { kpi: 'K', period: period('2016-05') }))
    expect(events.at(-1)).toEqual({
      gave: 'actual',
      kpi: 'K',
      period: '2016-05',
      outcome: { kind: 'measured', value: 91 },
      revision: 4,
      id: '00000000-0000-4000-8000-000000000004',
      type: 'ActualCorrected',
      recordedAt: at(4),
      actor: 'clerk 4',
      reason: 'late returns',
      changes: [],
      supersededBy: null,
      source: null,
    })
  })

  it('include superseded figures, each with what took its place', () => {
    const events = [
      ...base,
      defined('K', 'r', '2016-04'),
      actual('K', '2016-05', 80),
      corrected('K', '2016-05', 91),
      corrected('K', '2016-05', 92),
    ]
    expect(chain(events).slice(3)).toEqual(['actual 3 (then 4)', 'actual 4 (then 5)', 'actual 5'])
  })

  it('include superseded targets, and none that starts later', () => {
    const events = [
      ...base,
      defined('K', 'r', '2016-04'),
      revised('K', 'r', '2016-06', atLeast(99)),
      revised('K', 'r', '2016-05', atLeast(95)),
      revised('K', 'r', '2016-05', atLeast(94)),
    ]
    const targets = chain(events).filter((each) => each.startsWith('target'))
    expect(targets).toEqual(['target 2 (then 4)', 'target 4 (then 5)', 'target 5'])
  })

  it('include a target stated for later months, if the regime was named (M6)', () => {
    const events = [
      ...base,
      defined('K', 'r', '2016-06'),
      revised('K', 'r', '2016-06', atLeast(95)),
      revised('K', 'r', '2016-07', atLeast(99)),
    ]
    const { cell, events: behind } = explained(events, '2016-05', { regime: 'r' })
    expect(cell.extrapolated).toBe(true)
    expect(behind.map(line).slice(2)).toEqual(['target 2 (then 3)', 'target 3'])
  })

  it('include the definitions of earlier regimes that this one replaced (M8)', () => {
    const events = [
      registered,
      adopted('old', '2014-04'),
      adopted('r', '2016-04'),
      defined('K', 'old', '2014-04'),
      revised('K', 'r', '2016-04', atLeast(91)),
    ]
    expect(chain(events)).toEqual(['regime 2', 'definition 3', 'target 4'])
    expect(chain([...events, defined('K', 'r', '2016-05')])).toEqual([
      'regime 2',
      'definition 3 (then 5)',
      'target 4 (then 5)',
      'definition 5',
      'target 5',
    ])
  })

  it('include the actual of the quarter that the month shows (M3)', () => {
    const events = [...base, defined('K', 'r', '2016-04'), actual('K', 'FY2016-Q1', 91)]
    const gave = explained(events, '2016-06').events.at(-1)
    expect(gave).toMatchObject({ gave: 'actual', period: 'FY2016-Q1', revision: 3 })
  })

  it('are those known at the time in question (M21)', () => {
    const events = [
      ...base,
      defined('K', 'r', '2016-04'),
      actual('K', '2016-05', 80),
      corrected('K', '2016-05', 91),
    ]
    const before = explained(events, '2016-05', { asAt: asAt(at(3)) })
    expect(before.events.map(line).slice(3)).toEqual(['actual 3'])
    expect([before.rated, before.asAt.facts]).toEqual([80, at(3)])
    const atRevision = explained(events, '2016-05', { asAt: { ...now, revision: 2 } })
    expect(atRevision.cell.reason).toBe('not-recorded')
  })
})

describe('M28 the band, in numbers', () => {
  const target: Target = { comparator: '>=', value: 11.36, tolerance: { percent: 5 } }

  it('has the bounds of the band, the way to the next better one and the margin', () => {
    const events = [...base, defined('K', 'r', '2016-04', { target }), actual('K', '2016-05', 11)]
    const { band, next, margin, rated } = explained(events)
    expect(band).toEqual({
      code: 'close',
      label: 'Close',
      grade: 'approaching-target',
      low: { value: 10.792, inclusive: true },
      high: { value: 11.36, inclusive: false },
    })
    expect(next).toEqual({
      code: 'met',
      label: 'Met',
      grade: 'good',
      bound: { value: 11.36, inclusive: true },
    })
    expect([rated, margin]).toEqual([11, { from: 11.36, difference: -0.36, meets: false }])
  })

  it('is null for what is not rated', () => {
    const { band, next, margin, rated } = explained([...base, defined('K', 'r', '2016-04')])
    expect([band, next, margin, rated]).toEqual([null, null, null, null])
  })
})

describe('what is not on the scorecard has a reason instead of an explanation', () => {
  const events = [...base, defined('K', 'r', '2016-07'), revised('K', 'r', '2016-05', atLeast(80))]

  it.each<[string, string, Partial<ExplanationQuery>, object]>([
    ['an unknown KPI', '2016-05', { kpi: 'X' }, { _tag: 'KPINotKnown', kpi: 'X' }],
    ['an unknown regime', '2016-05', { regime: 'x' }, { _tag: 'RegimeNotKnown', regime: 'x' }],
    ['a period before any regime', '2016-03', {}, { _tag: 'NoRegimeToRateBy', period: '2016-03' }],
    [
      'a KPI with no target yet (M6)',
      '2016-04',
      {},
      {
        _tag: 'NotYetStated',
        kpi: 'K',
        regime: 'r',
        period: '2016-04',
        effectiveFrom: '2016-05',
      },
    ],
    [
      'a retired KPI (M7)',
      '2016-06',
      {},
      { _tag: 'RetiredKPI', kpi: 'K', regime: 'r', period: '2016-06', effectiveFrom: '2016-06' },
    ],
    ['a KPI of another regime', '2016-05', { regime: 's' }, { _tag: 'NotInRegime' }],
    [
      'a revision to come',
      '2016-05',
      { asAt: { ...now, revision: 9 } },
      { _tag: 'NoSuchRevision' },
    ],
    ['what was defined later', '2016-05', { asAt: asAt(at(1)) }, { _tag: 'KPINotKnown' }],
  ])('%s', (_, of, query, error) => {
    const all = [...events, retired('K', 'r', '2016-06'), adopted('s', '2017-04')]
    expect(asked(all, of, query)).toMatchObject(E.left(error))
  })
})

const periods = ['2015-06', '2016-03', '2016-04', 'FY2015-Q4', 'FY2015'].map(period)
const questions = arbitraryLedger().chain((events) =>
  fc.record({
    events: fc.constant(events),
    of: fc.constantFrom(...periods),
    regime: fc.constantFrom(undefined, 'first', 'second', 'third'),
    revision: fc.nat(events.length - 1),
  }),
)

describe('for any ledger', () => {
  it('exactly the cells of a scorecard have an explanation, each of that very cell', () => {
    fc.assert(
      fc.property(questions, ({ events, of, regime, revision }) => {
        const history = foldHistory(events)
        const query = { ...(regime === undefined ? {} : { regime }), asAt: { ...now, revision } }
        const card = scorecard(history, { ...query, periods: [of] })
        const cells = new Map(
          E.isLeft(card) ? [] : kpisOf(card.right).map((row) => [row.kpi, row.cells[0] ?? null]),
        )
        for (const kpi of history.rules.kpis.keys()) {
          const answer = explanation(history, { ...query, kpi, period: of })
          expect(E.isRight(answer) ? answer.right.cell : undefined).toEqual(cells.get(kpi))
        }
      }),
    )
  })

  it('an explanation refers to events of the ledger, and only to those that determined the cell', () => {
    fc.assert(
      fc.property(questions, ({ events, of, regime, revision }) => {
        const history = foldHistory(events)
        const query = { ...(regime === undefined ? {} : { regime }), asAt: { ...now, revision } }
        for (const kpi of history.rules.kpis.keys()) {
          const answer = explanation(history, { ...query, kpi, period: of })
          if (E.isLeft(answer)) continue
          const { events: behind, cell, band, rated } = answer.right
          for (const source of behind) {
            const { id, type, recordedAt } = source
            expect(events[source.revision]).toMatchObject({ id, type, recordedAt })
            expect(source.revision).toBeLessThanOrEqual(revision)
          }
          const redefined = behind.flatMap((each) =>
            each.gave === 'redefinition' ? [each.revision] : [],
          )
          const holding = (gave: SourceEvent['gave']) =>
            behind.find((each) => each.gave === gave && each.supersededBy === null)?.revision ??
            null
          expect({
            definition: Math.max(holding('definition') ?? -1, ...redefined),
            target: holding('target'),
            actual: holding('actual'),
          }).toEqual(cell.determinedBy)
          expect(behind.flatMap((each) => (each.gave === 'note' ? [each.text] : []))).toEqual(
            cell.notes,
          )
          expect(band?.code ?? cell.rating.code).toBe(cell.rating.code)
          expect(band === null).toBe(rated === null)
        }
      }),
    )
  })

  it('is plain JSON, with the size and root it was drawn from', () => {
    const answer = explained([...base, defined('K', 'r', '2016-04')])
    const json = explanationJson(answer, { size: 3, root: 'ab' })
    expect(json.ledger).toEqual({ size: 3, root: 'ab' })
    expect(JSON.parse(JSON.stringify(json))).toEqual(json)
  })
})
