import {
  foldHistory,
  type DomainEvent,
  type EventData,
  type Metadata,
  type Outcome,
  type Target,
} from '@kpi-ledger/core'
import { branded } from '@kpi-ledger/core/unstable'
import * as E from 'fp-ts/Either'
import {
  actual,
  adopted,
  at,
  atLeast,
  corrected,
  defined,
  noted,
  recorded,
  registered,
  retired,
  revised,
  scheme,
  valueOf,
} from '../fixture.spec'
import { now } from '../history/as-at'
import { findings, findingsJson, type FindingsQuery } from './findings'
import { findingRules, type Finding } from './finding'

const base = [registered, adopted('r', '2016-04')]
const K = (more: Partial<EventData<'KPIDefined'>> = {}) => defined('K', 'r', '2016-04', more)

const look = (events: ReadonlyArray<DomainEvent>, query: FindingsQuery = {}) =>
  valueOf(findings(foldHistory(recorded([...base, ...events])), query)).findings

/** The findings in brief. */
const line = ({ finding, period, sentence, events }: Finding): string =>
  `${finding} ${period ?? '–'}: ${sentence} [${events.map(({ revision }) => revision).join(' ')}]`

const found = (...events: ReadonlyArray<DomainEvent>): ReadonlyArray<string> =>
  look(events)
    // The fixture records everything in June 2016, see advice.unit.spec; failures are in life.unit.spec.
    .filter(({ finding }) => finding !== 'not-begun' && finding !== 'keeps-failing')
    .map(line)

const published = (of: string, size: number): DomainEvent => ({
  type: 'ScorecardPublished',
  data: {
    regime: 'r',
    period: of,
    form: 1,
    scorecardDigest: '0'.repeat(64),
    size,
    root: '0'.repeat(64),
  },
})

const notMeasured = (reason: Extract<Outcome, { kind: 'not-measured' }>['reason']): Outcome => ({
  kind: 'not-measured',
  reason,
})

describe('M17 figures that are implausible for their unit', () => {
  it.each<[EventData<'KPIDefined'>['unit'], number, string]>([
    ['percent', 100.01, '100.01 % for May 2016 is more than 100 %'],
    ['percent', -0.5, '-0.5 % for May 2016 is less than 0 %'],
    ['count', 2.5, '2.5 for May 2016 is not a whole number, but it is a count'],
    ['count', -1, '-1 for May 2016 is negative, but it is a count'],
    ['days', -1, '-1 days for May 2016 is negative'],
    ['hours', -0.1, '-0.1 hours for May 2016 is negative'],
  ])('%s %d', (unit, value, sentence) => {
    expect(found(K({ unit }), actual('K', '2016-05', value))).toEqual([
      `outside-unit 2016-05: ${sentence} [2 3]`,
    ])
  })

  it.each<[EventData<'KPIDefined'>['unit'], number]>([
    ['percent', 0],
    ['percent', 100],
    ['count', 0],
    ['count', 3],
    ['days', 0],
    ['hours', 0.5],
    ['score', -5.5],
    ['pounds', -1234.5],
    ['number', 1e6],
  ])('but not %s %d', (unit, value) => {
    expect(found(K({ unit }), actual('K', '2016-05', value))).toEqual([])
  })

  it('are looked for among current figures, not among those that were corrected', () => {
    expect(found(K(), actual('K', '2016-05', 1000), corrected('K', '2016-05', 80))).toEqual([])
    expect(found(K(), actual('K', '2016-05', 80), corrected('K', '2016-05', 120))).toHaveLength(2)
  })

  it('are judged in the unit under the regime of their period (M8)', () => {
    const inCounts = defined('K', 's', '2017-04', { unit: 'count' })
    const events = [K(), adopted('s', '2017-04'), inCounts]
    expect(found(...events, actual('K', '2017-05', 120))).toEqual([])
    expect(found(...events, actual('K', '2016-05', 120))).toHaveLength(1)
  })
})

describe('M24 year-to-date figures that fall', () => {
  const yearToDate = K({ accumulation: 'year-to-date' })

  it('are found from one month to the next that was measured', () => {
    expect(
      found(
        yearToDate,
        actual('K', '2016-04', 10),
        actual('K', '2016-05', notMeasured('no-data')),
        actual('K', '2016-06', 9.5),
        actual('K', 'FY2016-Q2', 12),
      ),
    ).toEqual([
      'actual-falls 2016-06: 9.5 % for June 2016 is less than 10 % for April 2016, and the KPI is year-to-date [2 3 5]',
    ])
  })

  it('are not found from one year to the next, if they stay the same, or for a KPI in-period', () => {
    const events = [
      actual('K', '2016-04', 10),
      actual('K', '2017-03', 10),
      actual('K', '2017-04', 1),
    ]
    expect(found(yearToDate, ...events)).toEqual([])
    expect(found(K(), actual('K', '2016-04', 10), actual('K', '2016-05', 9))).toEqual([])
  })
})

describe('M14 profiles', () => {
  const months = ['04', '05', '06', '07', '08', '09', '10', '11', '12', '01', '02', '03']
  const whole = (values: ReadonlyArray<number> = [], ...without: ReadonlyArray<string>) =>
    Object.fromEntries(
      months
        .map((month, i) => [month, values[i] ?? (i + 1) * 5])
        .filter(([month]) => !without.includes(String(month))),
    ) as Record<string, number>
  const profiled = (profile: Record<string, number>, more = {}) =>
    K({ accumulation: 'year-to-date', target: { comparator: '>=', value: 60, profile }, ...more })

  it('in good order give no finding', () => {
    expect(found(profiled(whole()))).toEqual([])
  })

  it('with months missing', () => {
    expect(found(profiled(whole([], '06', '07', '08', '11')))).toEqual([
      'profile-incomplete –: the profile stated from April 2016 on has no value for June to August, November [2]',
    ])
  })

  it('do not need a value for the month that ends the year', () => {
    expect(found(profiled(whole([], '03')))).toEqual([])
  })

  it('that fall, of a year-to-date KPI', () => {
    const falls = [5, 10, 9, 20]
    expect(found(profiled(whole(falls)))).toEqual([
      'profile-decreases –: the profile stated from April 2016 on falls from 10 % in May to 9 % in June, and the KPI is year-to-date [2]',
    ])
    expect(found(profiled(whole(falls), { accumulation: 'in-period' }))).toEqual([])
    const toTheTarget = { ...whole([], '03'), '02': 61 }
    expect(found(profiled(toTheTarget))).toEqual([
      'profile-decreases –: the profile stated from April 2016 on falls from 61 % in February to 60 % in March, and the KPI is year-to-date [2]',
    ])
  })

  it('that do not end at the annual target', () => {
    const short = { ...whole(), '03': 59.5 }
    expect(found(profiled(short))).toEqual([
      'profile-misses-target –: the profile stated from April 2016 on ends the year at 59.5 %, and the annual target is 60 % [2]',
    ])
  })

  it('follow the contract’s financial year', () => {
    const fromJanuary: DomainEvent = {
      type: 'ContractRegistered',
      data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 1 },
    }
    const events = recorded([fromJanuary, adopted('r', '2016-01'), profiled(whole([], '12'))])
    const { findings: all } = valueOf(findings(foldHistory(events)))
    // The year ends in December, which takes the target; March is followed by a lower April.
    expect(all.map(({ finding }) => finding)).toEqual(['profile-decreases'])
  })

  it('are examined for the months in which they are in force', () => {
    const again = revised('K', 'r', '2016-04', { comparator: '>=', value: 60, profile: whole() })
    expect(found(profiled({ '04': 5 }), again)).toEqual([])
    const later = revised('K', 'r', '2016-05', { comparator: '>=', value: 60, profile: whole() })
    expect(found(profiled({ '04': 5 }), later)).toEqual([])
    expect(found(profiled({ '05': 5 }), later)).toHaveLength(1)
  })
})

describe('M6 targets revised after the figure was recorded', () => {
  it('are found for each period they reach back to', () => {
    expect(
      found(
        K(),
        actual('K', '2016-04', 80),
        actual('K', '2016-05', 80),
        actual('K', '2016-06', 80),
        revised('K', 'r', '2016-05', atLeast(80)),
      ),
    ).toEqual([
      'target-after-actual 2016-05: after the actual for May 2016 had been recorded, event 6 of 2016-06-07 changed target from at least 90 % to at least 80 %, rating from "Not Met" to "Met" [2 4 6]',
      'target-after-actual 2016-06: after the actual for June 2016 had been recorded, event 6 of 2016-06-07 changed target from at least 90 % to at least 80 %, rating from "Not Met" to "Met" [2 5 6]',
    ])
  })

  it('are found even if only the tolerance was revised', () => {
    const [first] = found(
      K(),
      actual('K', '2016-05', 80),
      revised('K', 'r', '2016-05', { ...atLeast(90), tolerance: { absolute: 10 } }),
    )
    expect(first).toContain(
      'event 4 of 2016-06-05 changed tolerance from none to 10 %, rating from "Not Met" to "Close"',
    )
  })

  it('name what changed the bands or the rounding, and nothing recorded after it', () => {
    const later = revised('K', 'r', '2017-04', atLeast(70))
    const renamed = scheme.bands.map((band) =>
      band.code === 'not-met' ? { ...band, label: 'Missed' } : band,
    )
    const amended: DomainEvent = {
      type: 'RegimeAmended',
      data: { regime: 'r', scheme: { ...scheme, bands: renamed }, reason: 'misprinted' },
    }
    const rounded: DomainEvent = {
      type: 'DefinitionRevised',
      data: { regime: 'r', kpi: 'K', effectiveFrom: branded('2016-04'), ratedTo: 0 },
    }
    expect(found(K(), actual('K', '2016-05', 80), amended, later)).toEqual([
      'target-after-actual 2016-05: after the actual for May 2016 had been recorded, event 4 of 2016-06-05 changed label of band "Not Met" from "Not Met" to "Missed", rating from "Not Met" to "Missed" [2 3 4]',
    ])
    expect(found(K(), actual('K', '2016-05', 89.6), rounded, later)).toEqual([
      'target-after-actual 2016-05: after the actual for May 2016 had been recorded, event 4 of 2016-06-05 changed rounding before rating from none to 0 decimals, rating from "Not Met" to "Met" [2 3 4]',
    ])
  })

  it('do not include a decision, which is not a rule, or what was recorded after one (M33)', () => {
    const decided: DomainEvent = {
      type: 'RatingDecided',
      data: { regime: 'r', kpi: 'K', period: '2016-05', code: 'met', reason: 'Relief' },
    }
    const later = revised('K', 'r', '2017-04', atLeast(70))
    expect(
      found(K(), actual('K', '2016-05', 80), decided, noted('2016-05', 'Relief', 'K'), later),
    ).toEqual([])
  })

  it('are not found if revised before it, for later periods, or to what they were', () => {
    expect(
      found(K(), revised('K', 'r', '2016-05', atLeast(80)), actual('K', '2016-05', 80)),
    ).toEqual([])
    expect(
      found(K(), actual('K', '2016-05', 80), revised('K', 'r', '2016-06', atLeast(80))),
    ).toEqual([])
    expect(
      found(K(), actual('K', '2016-05', 80), revised('K', 'r', '2016-05', atLeast(90))),
    ).toEqual([])
  })

  it('count from when the figure was first recorded, not from its correction', () => {
    const events = [
      K(),
      actual('K', '2016-05', 80),
      revised('K', 'r', '2016-05', atLeast(85)),
      corrected('K', '2016-05', 81),
    ]
    expect(found(...events)).toHaveLength(1)
  })
})

describe('M19 corrections that made a rating good', () => {
  it('are each found', () => {
    expect(
      found(
        K(),
        actual('K', '2016-05', 80),
        corrected('K', '2016-05', 91),
        corrected('K', '2016-05', 70),
        corrected('K', '2016-05', 90),
      ),
    ).toEqual([
      'corrected-to-good 2016-05: May 2016 was corrected from 80 % to 91 %, from "Not Met" to "Exceeded" [3 4]',
      'corrected-to-good 2016-05: May 2016 was corrected from 70 % to 90 %, from "Not Met" to "Met" [5 6]',
    ])
  })

  it('are found even if they correct a reason why there was no figure', () => {
    expect(
      found(K(), actual('K', '2016-05', notMeasured('no-data')), corrected('K', '2016-05', 95)),
    ).toEqual([
      'corrected-to-good 2016-05: May 2016 was corrected from "no data" to 95 %, from "None" to "Exceeded" [3 4]',
    ])
  })

  it('do not include those that stay good, become worse, or stay bad', () => {
    for (const [from, to] of [
      [91, 92],
      [91, 80],
      [80, 81],
    ] as const)
      expect(found(K(), actual('K', '2016-05', from), corrected('K', '2016-05', to))).toEqual([])
  })
})

describe('M26 figures that came late', () => {
  it('are found after the scorecard of their period had been published', () => {
    expect(found(K(), published('2016-05', 3), actual('K', '2016-05', 91))).toEqual([
      'late-actual 2016-05: May 2016 was first recorded on 2016-06-05, after its scorecard had been published on 2016-06-04 [3 4]',
    ])
  })

  it('are found even if the scorecard of a month would have shown a quarter (M3)', () => {
    expect(found(K(), published('2016-06', 3), actual('K', 'FY2016-Q1', 91))).toHaveLength(1)
    expect(found(K(), published('2016-05', 3), actual('K', 'FY2016-Q1', 91))).toEqual([])
  })

  it('do not include corrections, or figures of other periods', () => {
    expect(
      found(
        K(),
        actual('K', '2016-05', 91),
        published('2016-05', 4),
        corrected('K', '2016-05', 92),
        actual('K', '2016-06', 92),
      ),
    ).toEqual([])
  })

  it('are found after the given number of days from the end of the period', () => {
    const events = [K(), actual('K', '2016-05', 91)]
    const late = (lateAfter: number) => look(events, { lateAfter }).map(line)
    // Recorded on 4 June, the fourth day after the end of May.
    expect(late(3)).toEqual([
      'late-actual 2016-05: May 2016 was reported on 2016-06-04, 4 days after it had ended [3]',
    ])
    expect(late(4)).toEqual([])
  })

  it('count by when the fact was reported in the world, if that is known (M20)', () => {
    const reported = (metadata: Metadata) =>
      valueOf(
        findings(
          foldHistory(
            recorded([...base, K(), actual('K', '2016-05', 91)]).map((event) => ({
              ...event,
              metadata,
            })),
          ),
          { lateAfter: 2 },
        ),
      ).findings
    expect(reported({ occurredAt: '2016-06-01' })).toEqual([])
    expect(reported({ occurredAt: '2016-06-03T00:00:00.000Z' })).toHaveLength(1)
  })
})

describe('M7 figures for a KPI already retired', () => {
  it('are found from the month of the retirement on', () => {
    const events = [
      K(),
      actual('K', '2016-05', 91),
      retired('K', 'r', '2016-06'),
      actual('K', '2016-06', 91),
    ]
    expect(found(...events)).toEqual([
      'actual-after-retirement 2016-06: there is an actual for June 2016, and the KPI is retired from June 2016 on [4 5]',
    ])
  })
})

describe('M24 notes that say "on track"', () => {
  const profile = { '04': 10, '05': 20, '06': 30, '07': 35, '08': 40, '09': 45, '10': 50, '11': 55 }
  const full = { ...profile, '12': 56, '01': 57, '02': 58, '03': 60 }
  const target: Target = { comparator: '>=', value: 60, profile: full }
  const tracked = K({ accumulation: 'year-to-date', target })
  const claims = (...events: ReadonlyArray<DomainEvent>) =>
    found(tracked, ...events).filter((each) => each.startsWith('claims-on-track'))

  it('are found if the tracker disagrees', () => {
    expect(
      claims(actual('K', '2016-05', 19), noted('2016-05', 'On track to meet 60%', 'K')),
    ).toEqual([
      'claims-on-track 2016-05: a note says "On track to meet 60%", and 19 % is 1 below the May profile of 20 % ("Not Met") [2 3 4]',
    ])
  })

  it('are judged by the latest figure up to the note’s own period', () => {
    const note = noted('2016-06', 'Still on-track.', 'K')
    expect(claims(actual('K', '2016-04', 9), note)).toHaveLength(1)
    expect(claims(actual('K', '2016-04', 9), actual('K', '2016-07', 99), note)).toHaveLength(1)
    expect(claims(actual('K', '2016-04', 11), actual('K', '2016-07', 1), note)).toEqual([])
  })

  it.each([
    'Not on track',
    'We are no longer on track.',
    'It isn’t on track yet',
    'Unlikely to be on track',
    'Trackside works began',
  ])('but not "%s"', (text) => {
    expect(claims(actual('K', '2016-05', 19), noted('2016-05', text, 'K'))).toEqual([])
  })

  it('are not found if nothing was measured, if there is no profile, or if it is true', () => {
    const note = noted('2016-05', 'On track', 'K')
    expect(claims(note)).toEqual([])
    expect(claims(actual('K', '2016-05', 20), note)).toEqual([])
    expect(found(K(), actual('K', '2016-05', 19), note)).toEqual([])
  })

  it('quote the sentence that says so', () => {
    const [said] = claims(
      actual('K', '2016-05', 19),
      noted('2016-05', 'April was not on track. May is on track!\nMore to come.', 'K'),
    )
    expect(said).toContain('a note says "May is on track!", and')
  })
})

describe('M18 the same reason for not measuring, again and again', () => {
  const reasons = (...all: ReadonlyArray<readonly [string, Outcome | number]>) =>
    all.map(([of, outcome]) => actual('K', of, outcome))
  const noData = notMeasured('no-data')

  it('is found for more than two months in a row', () => {
    expect(
      found(K(), ...reasons(['2016-04', noData], ['2016-05', noData], ['2016-06', noData])),
    ).toEqual([
      'keeps-unmeasured 2016-06: "no data" for 3 assessment periods in a row, from April 2016 to June 2016 [3 4 5]',
    ])
  })

  it('is not found for two months, with a gap or a figure between, or for another reason', () => {
    const other = notMeasured('no-activity')
    for (const all of [
      [
        ['2016-04', noData],
        ['2016-05', noData],
      ],
      [
        ['2016-04', noData],
        ['2016-05', noData],
        ['2016-07', noData],
        ['2016-08', noData],
      ],
      [
        ['2016-04', noData],
        ['2016-05', 90],
        ['2016-06', noData],
        ['2016-07', noData],
      ],
      [
        ['2016-04', noData],
        ['2016-05', noData],
        ['2016-06', other],
        ['2016-07', noData],
      ],
    ] as const)
      expect(found(K(), ...reasons(...all))).toEqual([])
  })

  it('counts assessment periods, not months (M2)', () => {
    const months = ['2016-04', '2016-05', '2016-06', '2016-07', '2016-08', '2016-09', '2016-10']
    const all = reasons(...months.map((of) => [of, noData] as const))
    expect(found(K({ frequency: 'quarterly' }), ...all.slice(0, 6))).toEqual([])
    expect(found(K({ frequency: 'quarterly' }), ...all)).toEqual([
      'keeps-unmeasured 2016-10: "no data" for 3 assessment periods in a row, from June 2016 to October 2016 [5 8 9]',
    ])
    expect(found(K({ frequency: 'annual' }), ...all)).toEqual([])
  })
})

describe('findings', () => {
  it('name their rule and their events, and are counted by kind', () => {
    const history = foldHistory(recorded([...base, K(), actual('K', '2016-05', 101)]))
    const answer = valueOf(findings(history))
    expect(answer).toMatchObject({ contract: 'c', regime: null, asAt: now })
    expect(answer.findings[0]).toMatchObject({
      finding: 'outside-unit',
      rule: 'M17',
      kpi: 'K',
      regime: 'r',
      events: [{ type: 'KPIDefined' }, { type: 'ActualRecorded', recordedAt: at(3) }],
    })
    expect(Object.keys(answer.summary)).toEqual(Object.keys(findingRules))
    expect(answer.summary).toMatchObject({ 'outside-unit': 1, 'actual-falls': 0 })
    const json = findingsJson(answer, { size: 4, root: 'ab' })
    expect(JSON.parse(JSON.stringify(json))).toEqual(json)
    expect(json.ledger).toEqual({ size: 4, root: 'ab' })
  })

  it('are judged by the regime that was named', () => {
    const events = [
      K(),
      adopted('s', '2017-04'),
      revised('K', 's', '2017-04', atLeast(70)),
      actual('K', '2016-05', 80),
      corrected('K', '2016-05', 95),
    ]
    expect(look(events).map(line)).toHaveLength(1)
    expect(look(events, { regime: 's' })).toEqual([])
    const history = foldHistory(recorded([...base, ...events]))
    expect(findings(history, { regime: 'x' })).toMatchObject({
      left: { _tag: 'RegimeNotKnown', regime: 'x', regimes: ['r', 's'] },
    })
  })

  it('are as they were known then (M21)', () => {
    const events = [K(), actual('K', '2016-05', 80), corrected('K', '2016-05', 95)]
    expect(look(events)).toHaveLength(1)
    expect(look(events, { asAt: { ...now, revision: 3 } })).toEqual([])
  })

  it('need a contract', () => {
    expect(findings(foldHistory([]))).toEqual(E.left({ _tag: 'NoSuchContract' }))
  })
})
