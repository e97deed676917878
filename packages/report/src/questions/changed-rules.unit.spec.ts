import { foldHistory, type Scheme } from '@kpi-ledger/core'
import {
  eventAbout,
  eventsInWords,
  explanation,
  findings,
  publicationsJson,
  restatements,
  type WithdrawalEvent,
} from '@kpi-ledger/projections'
import { recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import type { Document } from '../document/document'
import { whole } from '../writers/arbitrary-document.spec'
import { terminalWriter } from '../writers/terminal/terminal'
import { historyDocument, type WithdrawnBy } from './events'
import { explanationDocument } from './explanation'
import { findingsDocument } from './findings'
import { restatementsDocument } from './restatements'

/** The bands of the first regime; the second has another label, grade and test for "near". */
const scheme = (near: Scheme['bands'][number]): Scheme => ({
  levels: ['floor'],
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    near,
    { code: 'poor', label: 'Poor', grade: 'requires-improvement', when: { reaches: 'floor' } },
    { code: 'failed', label: 'Failed', grade: 'inadequate', when: 'otherwise' },
  ],
  notRated: { code: 'none', label: 'Not rated' },
})
const first = scheme({
  ...{ code: 'near', label: 'Near', grade: 'approaching-target' },
  when: { meets: 'target', within: 'tolerance' },
})
const second = scheme({
  ...{ code: 'near', label: 'Amber', grade: 'good' },
  when: { meets: 'target', under: { percent: 5 } },
})

const floor = (value: number) => ({ levels: { floor: value } })
const stated = { frequency: 'monthly', serviceArea: 'Contact', effectiveFrom: '2016-04' } as const
const revised = (kpi: string, target: object): EventFixture =>
  ({
    type: 'TargetRevised',
    data: { regime: 'old', kpi, effectiveFrom: '2016-04', target, reason: 'agreed' },
  }) as EventFixture
const measured = (kpi: string, value: number): EventFixture => ({
  type: 'ActualRecorded',
  data: { kpi, period: '2016-05', outcome: { kind: 'measured', value } },
})

/** A ledger in which every kind of rule changed once, after the figures had been signed off. */
const fixtures = [
  {
    type: 'ContractRegistered',
    data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
  },
  {
    type: 'RegimeAdopted',
    data: { regime: 'old', title: 'Old rules', effectiveFrom: '2016-04', scheme: first },
  },
  {
    type: 'KPIDefined',
    data: {
      ...{ ...stated, regime: 'old', kpi: 'K', description: 'Calls', unit: 'percent' },
      target: { comparator: '>=', value: 90, ...floor(80) },
    },
  },
  {
    type: 'KPIDefined',
    data: {
      ...{ ...stated, regime: 'old', kpi: 'P', description: 'Tax', unit: 'percent' },
      target: { comparator: '>=', value: 90, profile: { '05': 20, '06': 30 } },
    },
  },
  measured('K', 78),
  measured('P', 18),
  {
    type: 'ScorecardPublished',
    data: {
      ...{ regime: 'old', period: '2016-05', form: 1, size: 6 },
      ...{ scorecardDigest: '0'.repeat(64), root: '0'.repeat(64) },
    },
  },
  revised('K', { comparator: '>=', value: 85, ...floor(80) }),
  revised('K', { comparator: '>', value: 85, ...floor(80) }),
  revised('K', { comparator: '>', value: 85, ...floor(75) }),
  revised('K', { comparator: '>', value: 85, ...floor(75), tolerance: { absolute: 10 } }),
  revised('P', { comparator: '>=', value: 90, profile: { '05': 15, '06': 30 } }),
  {
    type: 'RegimeAdopted',
    data: { regime: 'new', title: 'New rules', effectiveFrom: '2016-05', scheme: second },
  },
  {
    type: 'KPIDefined',
    data: {
      ...{ ...stated, effectiveFrom: '2016-05', regime: 'new', kpi: 'K', description: 'Calls' },
      ...{ unit: 'count', ratedTo: 0, target: { comparator: '>=', value: 80, ...floor(75) } },
    },
  },
] as ReadonlyArray<EventFixture>
const events = recorded('c', fixtures)

const history = foldHistory(events)
const may = { kind: 'month', year: 2016, month: 5 } as const
const rightOf = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** A document as printed on a terminal, with lines of any length. */
const seen = async (document: Document): Promise<string> =>
  (await whole(terminalWriter.write(document, { width: 2000, colour: false }))).replace(/ +/g, ' ')

/** What the history says about each revision of a contract. */
const saidOf = async (
  events: ReadonlyArray<EventFixture>,
): Promise<(revision: number) => string | undefined> => {
  const out = await seen(historyDocument(recorded('c', events).map(eventsInWords())))
  return (revision) => out.split('\n').find((line) => line.startsWith(`${revision} `))
}

const BANDS =
  'label of band "Near" from "Near" to "Amber", grade of band "Near" from approaching target to good, ' +
  'test of band "Near" from "meets the target, or misses it by at most its tolerance" to "meets the target, or misses it by less than 5 %"'

const CHANGES = [
  [7, 'target from at least 90 % to at least 85 %'],
  [8, 'target from at least 85 % to more than 85 %'],
  [9, 'floor level from 80 % to 75 %'],
  [10, 'tolerance from none to 10 %'],
  [11, 'May profile from 20 % to 15 %'],
  [12, BANDS],
  [
    13,
    'target from more than 85 % to at least 80, floor level from 75 % to 75, unit from percent to count, ' +
      'rounding before rating from none to 0 decimals, tolerance from 10 % to none',
  ],
] as const

describe('M31 the output alone shows a reader what each rule was and what it became', () => {
  it('in history', async () => {
    const out = await seen(historyDocument(events.map(eventsInWords())))
    for (const [revision, changed] of CHANGES)
      expect(out.split('\n').find((line) => line.startsWith(`${revision} `))).toContain(
        `; changed ${changed}`,
      )
  })

  it('in history, for a rule following a withdrawn one, and for an amended contract (M29, M30)', async () => {
    const before = recorded('c', [
      ...fixtures.slice(0, 3),
      revised('K', { comparator: '>=', value: 50, ...floor(40) }),
    ])
    const [, , , typo] = before
    const after = recorded('c', [
      ...fixtures.slice(0, 3),
      revised('K', { comparator: '>=', value: 50, ...floor(40) }),
      { type: 'EventWithdrawn', data: { event: typo?.id ?? '', reason: 'typed twice' } },
      revised('K', { comparator: '>=', value: 85, ...floor(80) }),
      { type: 'ContractAmended', data: { supplier: 'T', reason: 'novated' } },
    ] as ReadonlyArray<EventFixture>)
    const withdrawnBy: WithdrawnBy = ({ id }) =>
      after.find(
        (event): event is WithdrawalEvent =>
          event.type === 'EventWithdrawn' && event.data.event === id,
      ) ?? null
    const out = await seen(historyDocument(after.map(eventsInWords()), withdrawnBy))
    const line = (revision: number) =>
      out.split('\n').find((each) => each.startsWith(`${revision} `)) ?? ''
    expect(line(3)).toContain('WITHDRAWN by revision 4 (typed twice)')
    expect(line(4)).toContain('(revision 3: TargetRevised K old)')
    expect(line(5)).toContain('; changed target from at least 90 % to at least 85 %')
    expect(line(6)).toContain('; changed supplier from "S" to "T"')
  })

  it('in history, for a regime following an amended one, compared with it as amended (M30)', async () => {
    const amended = { ...first, notRated: { code: 'none', label: 'Awaited' } }
    const next = { ...second, notRated: { code: 'none', label: 'Not known' } }
    const out = await saidOf([
      ...fixtures.slice(0, 2),
      { type: 'RegimeAmended', data: { regime: 'old', scheme: amended, reason: 'misprinted' } },
      {
        type: 'RegimeAdopted',
        data: { regime: 'new', title: 'New rules', effectiveFrom: '2016-05', scheme: next },
      },
    ] as ReadonlyArray<EventFixture>)
    expect(out(2)).toContain('"Failed"; reason: misprinted; changed word for what is not rated')
    expect(out(3)).toContain('word for what is not rated from "Awaited" to "Not known"')
  })

  it('in history, with the ends of the old and new ranges kept apart', async () => {
    const range = (low: number) =>
      ({
        comparator: 'between',
        low,
        high: 90,
        levels: { floor: { low: low - 10, high: 95 } },
      }) as const
    const out = await saidOf([
      ...fixtures.slice(0, 3),
      revised('K', range(40)),
      revised('K', range(50)),
    ])
    expect(out(4)).toContain(
      'changed target from between 40 % and 90 % to between 50 % and 90 %, ' +
        'floor level from between 30 % and 95 % to between 40 % and 95 %',
    )
  })

  it('in history, for a definition: texts kept apart from the reason, decimals compared with the default of two (M24)', async () => {
    const out = await saidOf([
      ...fixtures.slice(0, 3),
      {
        type: 'DefinitionRevised',
        data: {
          ...{ regime: 'old', kpi: 'K', effectiveFrom: '2016-05', reason: 'moved' },
          ...{ owner: 'Desk', decimals: 3, ratedTo: 1 },
        },
      },
    ] as ReadonlyArray<EventFixture>)
    expect(out(3)).toContain(
      'owner "Desk", decimals 3, rounding before rating 1 decimal from 2016-05; reason: moved; changed owner',
    )
    expect(out(3)).toContain('decimals from 2 to 3')
  })

  it('in history, for a KPI that takes over from another (M23)', async () => {
    const followed = recorded('c', [
      ...fixtures.slice(0, 3),
      {
        type: 'KPIDefined',
        data: {
          ...{ ...stated, regime: 'old', kpi: 'L', description: 'Chats', unit: 'percent' },
          ...{ target: { comparator: '>=', value: 90 }, succeeds: ['K'] },
        },
      },
    ] as ReadonlyArray<EventFixture>)
    const about = followed.filter(eventAbout('K')).map(({ revision }) => revision)
    expect(about).toEqual([2, 3])
    const out = await seen(historyDocument(followed.map(eventsInWords())))
    expect(out).toContain(
      'defined Chats (monthly, percent, in-period), in place of K, from 2016-04',
    )
  })

  it('in explain, for the rules behind the cell', async () => {
    const explained = async (kpi: string, regime: string) =>
      seen(explanationDocument(rightOf(explanation(history, { kpi, period: may, regime })), 4))
    const [old, profiled, now] = [
      await explained('K', 'old'),
      await explained('P', 'old'),
      await explained('K', 'new'),
    ]
    const within = { 7: old, 8: old, 9: old, 10: old, 11: profiled, 12: now, 13: now }
    for (const [revision, changed] of CHANGES) {
      const lines = within[revision].split('\n').filter((line) => line.startsWith(`${revision} `))
      expect(lines.join('\n')).toContain(`; changed ${changed}`)
    }
  })

  it('in explain, each target in the unit it was stated in (M30)', async () => {
    const inDays = recorded('c', [
      ...fixtures.slice(0, 5),
      {
        type: 'DefinitionRevised',
        data: { regime: 'old', kpi: 'K', effectiveFrom: '2016-04', unit: 'days' },
      },
      revised('K', { comparator: '<=', value: 5, ...floor(7) }),
    ] as ReadonlyArray<EventFixture>)
    const answer = explanation(foldHistory(inDays), { kpi: 'K', period: may, regime: 'old' })
    const out = await seen(explanationDocument(rightOf(answer), 4))
    expect(out).toContain('at least 90 %, floor level 80 %, from Apr 2016 — superseded by event 6')
    expect(out).toContain('at most 5 days, floor level 7 days, from Apr 2016')
  })

  it('in restatements', async () => {
    const answer = publicationsJson(
      rightOf(restatements(history)),
      { size: 14, root: '' },
      () => '',
    )
    const out = await seen(restatementsDocument(answer, () => null, 4))
    for (const [revision, changed] of CHANGES.slice(0, 5))
      expect(out).toMatch(
        new RegExp(
          `by event ${revision}, TargetRevised at .*, which changed ${changed}; reason: agreed`,
        ),
      )
  })

  it('never "unchanged" if what was published is lost', async () => {
    const answer = publicationsJson(
      rightOf(restatements(history)),
      { size: 14, root: '' },
      () => '',
    )
    const publications = answer.publications.map((each) => ({
      ...{ ...each, restatements: [], recomputes: false },
    }))
    const out = await seen(restatementsDocument({ ...answer, publications }, () => 'forged', 4))
    expect(out).toContain('what was published is lost; no later event changed')
    expect(out).not.toContain('unchanged since')
  })

  it('in findings, with the rating it led to', async () => {
    const out = await seen(findingsDocument(rightOf(findings(history)), 4))
    expect(out).toContain(
      [
        'K May 2016 after the actual for May 2016 had been recorded, event 7 of 2016-04-01 changed target from at least 90 % to at least 85 %',
        'event 8 of 2016-04-01 changed target from at least 85 % to more than 85 %',
        'event 9 of 2016-04-01 changed floor level from 80 % to 75 %, rating from "Failed" to "Poor"',
        'event 10 of 2016-04-01 changed tolerance from none to 10 %, rating from "Poor" to "Near"',
        'event 12 of 2016-04-01 and event 13 of 2016-04-01 changed regime from old to new, target from more than 85 % to at least 80, ' +
          `floor level from 75 % to 75, unit from percent to count, rounding before rating from none to 0 decimals, ${BANDS}, ` +
          'tolerance from 10 % to none, rating from "Near" to "Amber" 2, 4, 7, 8, 9, 10, 12, 13\n',
      ].join('; '),
    )
    const old = await seen(findingsDocument(rightOf(findings(history, { regime: 'old' })), 4))
    expect(old).toContain(
      'P May 2016 after the actual for May 2016 had been recorded, event 11 of 2016-04-01 changed target from at least 20 % to at least 15 %, rating from "Failed" to "Met"',
    )
  })
})
