import { foldHistory, type DomainEvent, type RecordedEvent } from '@kpi-ledger/core'
import { branded } from '@kpi-ledger/core/unstable'
import { digestAt, merkleLog } from '@kpi-ledger/core/proofs'
import {
  actual,
  adopted,
  byOfficers,
  at,
  atLeast,
  corrected,
  defined,
  figureOf,
  noted,
  recorded,
  registered,
  registeredFrom,
  retired,
  revised,
  scheme,
  valueOf,
} from '../fixture.spec'
import { now, type AsAt } from '../history/as-at'
import { checkPublication, recomputedDigest } from './check'
import { publicationsIn } from './published'
import { publication } from './publishing.spec'
import { publicationsJson, restatements } from './restatements'

const base = [registered, adopted('r', '2016-04'), defined('K', 'r', '2016-04')]
/** The same events for KPIs whose figures accumulate over the year. */
const yearToDate = (events: ReadonlyArray<DomainEvent>): ReadonlyArray<DomainEvent> =>
  events.map((event) =>
    event.type === 'KPIDefined'
      ? { ...event, data: { ...event.data, accumulation: 'year-to-date' } }
      : event,
  )

const measuredApril = [...base, actual('K', '2016-04', 91)]

/** Events followed by a publication and by further events. */
const followed = (
  before: ReadonlyArray<DomainEvent>,
  of: string,
  ...after: ReadonlyArray<DomainEvent>
): ReadonlyArray<RecordedEvent> => recorded([...before, publication(before, of), ...after])

const reportOf = (events: ReadonlyArray<RecordedEvent>, asAt: Partial<AsAt> = {}) =>
  valueOf(restatements(foldHistory(events), { asAt: { ...now, ...asAt } })).publications

const since = (
  before: ReadonlyArray<DomainEvent>,
  of: string,
  ...after: ReadonlyArray<DomainEvent>
) => {
  const [first] = reportOf(followed(before, of, ...after))
  if (first === undefined) throw new Error('no publication')
  expect(first.recomputes).toBe(true)
  return first.restatements.map(({ kpi, asPublished, now: shown, changed, events }) => ({
    kpi,
    from: asPublished && (figureOf(asPublished) ?? asPublished.reason),
    to: shown && (figureOf(shown) ?? shown.reason),
    changed,
    by: events.map(({ revision }) => revision),
  }))
}

describe('M26 what restates a published cell', () => {
  it('a correction to another value', () => {
    expect(since(measuredApril, '2016-04', corrected('K', '2016-04', 80))).toEqual([
      { kpi: 'K', from: 91, to: 80, changed: ['outcome', 'rating'], by: [5] },
    ])
    expect(since(measuredApril, '2016-04', corrected('K', '2016-04', 92))).toEqual([
      { kpi: 'K', from: 91, to: 92, changed: ['outcome'], by: [5] },
    ])
  })

  it('M30 a band that is amended, and a definition under which it is rated differently', () => {
    const bands = scheme.bands.filter(({ code }) => code !== 'exceeded')
    const reason = 'as agreed'
    expect(
      since(measuredApril, '2016-04', {
        type: 'RegimeAmended',
        data: { regime: 'r', scheme: { ...scheme, bands }, reason },
      }),
    ).toEqual([{ kpi: 'K', from: 91, to: 91, changed: ['rating'], by: [5] }])
    expect(
      since([...base, actual('K', '2016-04', 89.6)], '2016-04', {
        type: 'DefinitionRevised',
        data: { regime: 'r', kpi: 'K', effectiveFrom: branded('2016-04'), ratedTo: 0 },
      }),
    ).toEqual([{ kpi: 'K', from: 89.6, to: 89.6, changed: ['rating'], by: [5] }])
    const data = { regime: 'r', title: 'Retitled', reason }
    expect(since(measuredApril, '2016-04', { type: 'RegimeAmended', data })).toEqual([])
  })

  it('M29 the withdrawal of what was published', () => {
    expect(
      since(measuredApril, '2016-04', {
        type: 'EventWithdrawn',
        data: { event: branded('00000000-0000-4000-8000-000000000003'), reason: 'typed twice' },
      }),
    ).toEqual([
      {
        kpi: 'K',
        from: 91,
        to: 'not-recorded',
        changed: ['outcome', 'figure', 'reason', 'rating'],
        by: [5],
      },
    ])
  })

  it('but not a correction to the same value', () => {
    expect(since(measuredApril, '2016-04', corrected('K', '2016-04', 91))).toEqual([])
  })

  it('corrections in between, superseded since, but not one that changed nothing', () => {
    const later = [80, 80, 70].map((value) => corrected('K', '2016-04', value))
    expect(since(measuredApril, '2016-04', ...later)).toMatchObject([{ to: 70, by: [5, 7] }])
  })

  it('a correction of what had been corrected before, unless to the same value', () => {
    const before = [...measuredApril, corrected('K', '2016-04', 80)]
    expect(since(before, '2016-04', corrected('K', '2016-04', 85))).toMatchObject([
      { from: 80, to: 85, changed: ['outcome'], by: [6] },
    ])
    expect(since(before, '2016-04', corrected('K', '2016-04', 80))).toEqual([])
  })

  it('a late actual', () => {
    expect(since(base, '2016-04', actual('K', '2016-04', 91))).toEqual([
      {
        kpi: 'K',
        from: 'not-recorded',
        to: 91,
        changed: ['outcome', 'figure', 'reason', 'rating'],
        by: [4],
      },
    ])
  })

  it('a late actual of a quarter, in its last month only (M3)', () => {
    const quarter = actual('K', 'FY2016-Q1', 91)
    expect(since(base, '2016-06', quarter)).toMatchObject([{ to: 91, by: [4] }])
    expect(since(base, '2016-05', quarter)).toEqual([])
    expect(since(base, 'FY2016-H1', quarter)).toEqual([])
  })

  it('the month’s own actual where the quarter’s was shown (M3), with what came in between', () => {
    const before = [...base, actual('K', 'FY2016-Q1', 91)]
    const late = [corrected('K', 'FY2016-Q1', 92), actual('K', '2016-06', 70)]
    expect(since(before, '2016-06', ...late)).toMatchObject([{ from: 91, to: 70, by: [5, 6] }])
    expect(since(before, '2016-06', ...late, corrected('K', 'FY2016-Q1', 60))).toMatchObject([
      { from: 91, to: 70, by: [5, 6] },
    ])
  })

  it('a retroactive target', () => {
    const retroactive = revised('K', 'r', '2016-04', atLeast(95))
    expect(since(measuredApril, '2016-04', retroactive)).toEqual([
      { kpi: 'K', from: 91, to: 91, changed: ['target', 'rating'], by: [5] },
    ])
  })

  it('a retroactive tolerance, which no target shows', () => {
    const before = [...base, actual('K', '2016-04', 89)]
    const tolerant = { ...atLeast(90), tolerance: { absolute: 2 } }
    expect(since(before, '2016-04', revised('K', 'r', '2016-04', tolerant))).toMatchObject([
      { changed: ['rating'], by: [5] },
    ])
  })

  it('a KPI that came to it later, and one that left it by a retroactive retirement', () => {
    expect(since(measuredApril, '2016-04', defined('L', 'r', '2016-04'))).toEqual([
      { kpi: 'L', from: null, to: 'not-recorded', changed: [], by: [5] },
    ])
    expect(since(measuredApril, '2016-04', retired('K', 'r', '2016-04'))).toEqual([
      { kpi: 'K', from: 91, to: null, changed: [], by: [5] },
    ])
  })

  it('a definition that rounds differently (M8, M15)', () => {
    const earlier = [
      registered,
      adopted('r', '2016-04'),
      defined('K', 'r', '2016-04'),
      adopted('s', '2016-05'),
      revised('K', 's', '2016-05', atLeast(90)),
      actual('K', '2016-05', 89.6),
    ]
    const rounded = defined('K', 's', '2016-06', { ratedTo: 0, target: atLeast(80) })
    expect(since(earlier, '2016-05', rounded)).toMatchObject([{ changed: ['rating'], by: [7] }])
  })

  it('in a quarter and a year, what counts for them (M3)', () => {
    for (const each of ['FY2016-Q4', 'FY2016', '2017-03'])
      expect(since(yearToDate(base), each, actual('K', '2017-03', 91))).toMatchObject([
        { to: 91, by: [4] },
      ])
    expect(since(base, 'FY2016-Q4', actual('K', '2017-03', 91))).toEqual([])
    expect(since(yearToDate(base), 'FY2016-Q4', actual('K', 'FY2016', 91))).toEqual([])
  })

  it('in the year of a contract whose year starts in January', () => {
    const before = [registeredFrom(1), ...yearToDate(base).slice(1)]
    expect(since(before, 'FY2016', actual('K', '2016-12', 91))).toMatchObject([{ to: 91 }])
    expect(since(before, 'FY2016', actual('K', '2017-03', 91))).toEqual([])
  })
})

describe('M26 what does not', () => {
  it.each<[string, ReadonlyArray<DomainEvent>]>([
    ['nothing', []],
    ['a note on the KPI', [noted('2016-04', 'late', 'K')]],
    ['a note on the contract', [noted('2016-04', 'late')]],
    ['an actual of another month', [actual('K', '2016-05', 80)]],
    ['a correction of another month', [actual('K', '2016-05', 80), corrected('K', '2016-05', 79)]],
    ['a target from a later month', [revised('K', 'r', '2016-05', atLeast(95))]],
    ['the same target again', [revised('K', 'r', '2016-04', atLeast(90))]],
    ['a retirement from a later month', [retired('K', 'r', '2016-05')]],
    ['a KPI from a later month', [defined('L', 'r', '2016-05')]],
    ['the next regime', [adopted('s', '2016-05'), defined('K', 's', '2016-05')]],
    [
      'a target changed and changed back',
      [95, 90].map((n) => revised('K', 'r', '2016-04', atLeast(n))),
    ],
  ])('%s', (_, later) => {
    expect(since(measuredApril, '2016-04', ...later)).toEqual([])
  })

  it('a KPI from a later month does not, until one of its targets reaches back', () => {
    const later = [defined('L', 'r', '2016-06'), revised('L', 'r', '2016-04', atLeast(50))]
    expect(since(measuredApril, '2016-04', ...later)).toMatchObject([
      { kpi: 'L', from: null, to: 'not-recorded', by: [6] },
    ])
  })
})

describe('M6 a cell that was published under a target for later months', () => {
  const before = [...base, defined('L', 'r', '2016-08'), actual('L', '2016-04', 70)]

  it('is not restated by the same target reaching back', () => {
    expect(since(before, '2016-04', revised('L', 'r', '2016-04', atLeast(90)))).toEqual([])
  })

  it('is restated by an earlier one of later months, and not by a later one', () => {
    expect(since(before, '2016-04', revised('L', 'r', '2016-06', atLeast(60)))).toMatchObject([
      { kpi: 'L', changed: ['target', 'rating'], by: [6] },
    ])
    expect(since(before, '2016-04', revised('L', 'r', '2016-09', atLeast(60)))).toEqual([])
  })
})

describe('restatements', () => {
  it('names each publication, the events, who recorded them and why', () => {
    const events = byOfficers(followed(measuredApril, '2016-04', corrected('K', '2016-04', 80)))
    const [published] = reportOf(events)
    const { data } = events[4] as Extract<RecordedEvent, { type: 'ScorecardPublished' }>
    const { restatements: restated, ...rest } = published ?? { restatements: [] }
    expect(rest).toEqual({
      ...data,
      revision: 4,
      id: events[4]?.id,
      recordedAt: at(4),
      actor: 'officer 4',
      recomputed: data.scorecardDigest,
      recomputes: true,
    })
    expect(restated[0]?.events).toEqual([
      {
        revision: 5,
        id: events[5]?.id,
        type: 'ActualCorrected',
        recordedAt: at(5),
        actor: 'officer 5',
        reason: 'late returns',
        changes: [{ of: 'actual', from: '91', to: '80' }],
      },
    ])
  })

  it('compares each publication of a period with what it said itself', () => {
    const first = [...measuredApril, publication(measuredApril), corrected('K', '2016-04', 80)]
    const report = reportOf(recorded([...first, publication(first)]))
    expect(
      report.map(({ revision, restatements: restated }) => [revision, restated.length]),
    ).toEqual([
      [4, 1],
      [6, 0],
    ])
  })

  it('has those events that a publication leaves out restate it', () => {
    const whole = publication(measuredApril)
    const before = { ...whole, data: { ...whole.data, size: 3 } }
    const [published] = reportOf(recorded([...measuredApril, before]))
    expect(published?.restatements).toMatchObject([{ kpi: 'K', events: [{ revision: 3 }] }])
  })

  it('concerns only the regime that was published', () => {
    const two = [...measuredApril, adopted('s', '2016-05'), defined('K', 's', '2016-05')]
    const under = (regime: string, ...after: ReadonlyArray<DomainEvent>) =>
      reportOf(recorded([...two, publication(two, '2016-04', regime), ...after])).map(
        (each) => [each.regime, each.restatements.length] as const,
      )
    const target = revised('K', 's', '2016-05', atLeast(50))
    expect(under('r', target)).toEqual([['r', 0]])
    expect(under('s', target)).toEqual([['s', 1]])
  })

  it('answers as at a revision or an instant (M21); what was published counts as known', () => {
    const late = [corrected('K', '2016-04', 80), revised('K', 'r', '2016-04', atLeast(70))]
    const events = followed(measuredApril, '2016-04', ...late)
    const seen = (asAt: Partial<AsAt>) =>
      reportOf(events, asAt).map(({ restatements: restated }) => restated[0]?.changed ?? [])
    expect(seen({})).toEqual([['target', 'outcome']])
    expect(seen({ revision: 3 })).toEqual([])
    expect(seen({ revision: 4 })).toEqual([[]])
    expect(seen({ revision: 5 })).toEqual([['outcome', 'rating']])
    expect(seen({ facts: at(5), rules: at(5) })).toEqual([['outcome', 'rating']])
    expect(seen({ facts: at(0) })).toEqual([['target']])
    expect(seen({ rules: at(0) })).toEqual([['outcome', 'rating']])
    expect(seen({ facts: at(3), rules: at(3) })).toEqual([])
  })

  it('has no answer for a contract or a revision that is not there', () => {
    expect(restatements(foldHistory([]))).toMatchObject({ left: { _tag: 'NoSuchContract' } })
    const asAt = { ...now, revision: 3 }
    expect(restatements(foldHistory(recorded(base)), { asAt })).toMatchObject({
      left: { _tag: 'NoSuchRevision', revision: 3, size: 3 },
    })
    expect(reportOf(recorded(base))).toEqual([])
  })
})

describe('M25 a publication checked against its events', () => {
  const other = 'f'.repeat(64)
  const honest = publication(measuredApril)

  const check = (forged: Partial<Extract<DomainEvent, { type: 'ScorecardPublished' }>['data']>) => {
    const event: DomainEvent = { ...honest, data: { ...honest.data, ...forged } }
    const events = recorded([...measuredApril, event, corrected('K', '2016-04', 80)])
    const log = merkleLog(events)
    const rootAt = (size: number) => digestAt('', log, size)?.root ?? null
    const history = foldHistory(events)
    const ledger = { size: 6, root: rootAt(6) ?? '' }
    const json = publicationsJson(valueOf(restatements(history)), ledger, rootAt)
    expect(json.ledger).toEqual(ledger)
    const [published] = json.publications
    const [entry] = publicationsIn(history)
    if (entry === undefined || published === undefined) throw new Error('no publication')
    const { holds, failing } = published
    expect(
      checkPublication(entry, {
        scorecardDigest: recomputedDigest(history, entry),
        root: rootAt(entry.size),
      }),
    ).toEqual({ holds, failing })
    expect(holds).toBe(failing.length === 0)
    expect(published.recomputes).toBe(!failing.includes('scorecardDigest'))
    return failing
  }

  it('is valid, whatever came after it', () => {
    expect(check({})).toEqual([])
  })

  it.each([
    ['the digest of something else', { scorecardDigest: other }, ['scorecardDigest']],
    ['the root of something else', { root: other }, ['root']],
    ['both', { scorecardDigest: other, root: other }, ['root', 'scorecardDigest']],
    ['another period', { period: '2016-05' }, ['scorecardDigest']],
    [
      'a period no regime is in effect in, which its digest is not of',
      { period: '2016-01' },
      ['scorecardDigest'],
    ],
    ['a regime that is not there', { regime: 'x' }, ['scorecardDigest']],
    ['fewer events', { size: 2 }, ['size', 'root', 'scorecardDigest']],
    ['no events', { size: 0 }, ['size', 'root', 'scorecardDigest']],
    ['more events than there were', { size: 5 }, ['size', 'root']],
    ['more events than there are', { size: 7 }, ['size', 'root']],
  ])('is not valid with %s', (_, forged, failing) => {
    expect(check(forged)).toEqual(failing)
  })
})
