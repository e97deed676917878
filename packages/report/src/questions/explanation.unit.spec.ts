import { foldHistory, type History, type Scheme } from '@kpi-ledger/core'
import { comparison, explanation, publicationsJson, restatements } from '@kpi-ledger/projections'
import { psspScheme, recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import type { Document } from '../document/document'
import { whole } from '../writers/arbitrary-document.spec'
import { terminalWriter } from '../writers/terminal/terminal'
import { comparisonDocument } from './comparison'
import { explanationDocument } from './explanation'
import { restatementsDocument } from './restatements'

const april = { kind: 'month', year: 2016, month: 4 } as const

type Definition = Extract<EventFixture, { readonly type: 'KPIDefined' }>['data']

const adopted = (regime: string, scheme: Scheme = psspScheme): EventFixture => ({
  type: 'RegimeAdopted',
  data: { regime, title: regime, effectiveFrom: '2016-04', scheme },
})
const defined = (regime: string, kpi: string, more: Partial<Definition> = {}): EventFixture => ({
  type: 'KPIDefined',
  data: {
    ...{ regime, kpi, description: kpi, serviceArea: 'Area', effectiveFrom: '2016-04' },
    ...{ frequency: 'monthly', unit: 'percent', target: { comparator: '>=', value: 90 } },
    ...more,
  },
})
const figure = (kpi: string, value: number): EventFixture => ({
  type: 'ActualRecorded',
  data: { kpi, period: '2016-04', outcome: { kind: 'measured', value } },
})
const historyOf = (...events: ReadonlyArray<EventFixture>): History => {
  const registered: EventFixture = {
    type: 'ContractRegistered',
    data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
  }
  return foldHistory(recorded('c', [registered, ...events]))
}

const rightOf = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** A document as printed on a terminal, with lines of any length. */
const seen = async (document: Document): Promise<string> =>
  (await whole(terminalWriter.write(document, { width: 2000, colour: false }))).replace(/ +/g, ' ')

describe('M28 an explanation', () => {
  const single: Scheme = {
    bands: [{ code: 'done', label: 'Done', grade: 'good', when: 'otherwise' }],
    notRated: { code: 'none', label: 'None' },
  }

  it.each<readonly [string, Scheme, Definition['target'], string]>([
    [
      'a band of a single value below which nothing is as good',
      psspScheme,
      { comparator: '>=', value: 90 },
      'Band: exactly 90 %. Next better: Exceeded, above 90 %.',
    ],
    [
      'a band of a single value above which nothing is as good',
      psspScheme,
      { comparator: '<=', value: 90 },
      'Band: exactly 90 %. Next better: Exceeded, below 90 %.',
    ],
    [
      'the only band there is',
      single,
      { comparator: '>=', value: 90 },
      'Band: every value. There is no better one.',
    ],
  ])('gives %s', async (_, scheme, target, said) => {
    const history = historyOf(adopted('r', scheme), defined('r', 'K', { target }), figure('K', 90))
    const answer = explanation(history, { kpi: 'K', period: april })
    expect(await seen(explanationDocument(rightOf(answer), 4))).toContain(said)
  })

  it.each<readonly [ReadonlyArray<EventFixture>, string]>([
    [[], 'K K — Apr 2016, a, compared with b (percent)'],
    [[defined('b', 'K')], 'K K — Apr 2016, a, compared with K of b (percent)'],
    [[defined('b', 'L', { succeeds: ['K'] })], 'K K — Apr 2016, a, compared with L of b (percent)'],
  ])('says what it is compared with, and the KPI if there is one: %#', (events, title) => {
    const history = historyOf(adopted('a'), adopted('b'), defined('a', 'K'), ...events)
    const query = { kpi: 'K', period: april, regime: 'a', comparedWith: 'b' }
    expect(explanationDocument(rightOf(explanation(history, query)), 4).title).toBe(title)
  })
})

it('M23 a comparison has both KPIs, and both figures if the one that took over has its own', async () => {
  const history = historyOf(
    ...[adopted('a'), adopted('b'), defined('a', 'K'), defined('b', 'L', { succeeds: ['K'] })],
    ...[figure('K', 80), figure('L', 95)],
  )
  const answer = comparison(history, { a: 'a', b: 'b', periods: [april] })
  expect(await seen(comparisonDocument(rightOf(answer), 4))).toMatch(/^K → L L 80 \/ 95 /m)
})

it.each<readonly [string, EventFixture, RegExp, object]>([
  [
    'by nobody, without a reason',
    figure('K', 80),
    /^by event 4, ActualRecorded at [^,;b]*, which changed [^;]*$/m,
    { by: '', reasons: '' },
  ],
  [
    'by somebody who says why',
    {
      type: 'RatingDecided',
      data: { regime: 'r', kpi: 'K', period: '2016-04', code: 'met', reason: 'relief' },
      metadata: { actor: 'Clerk' },
    },
    /^by event 4, RatingDecided at [^,;]* by Clerk, which changed .*; reason: relief$/m,
    { by: 'Clerk', reasons: 'relief' },
  ],
])('M26 a restatement %s is told with what is known', async (_, event, said, record) => {
  const published: EventFixture = {
    type: 'ScorecardPublished',
    data: {
      ...{ regime: 'r', period: '2016-04', form: 1, size: 3 },
      ...{ scorecardDigest: '0'.repeat(64), root: '0'.repeat(64) },
    },
  }
  const history = historyOf(adopted('r'), defined('r', 'K'), published, event)
  const state = { size: 5, root: '' }
  const { ledger, ...answer } = publicationsJson(rightOf(restatements(history)), state, () => null)
  const document = restatementsDocument(answer, () => null, 4)
  expect((await seen(document)).replace(/^ /gm, '')).toMatch(said)
  expect(document.records.rows).toMatchObject([record])
  expect(document.provenance.ledger).toBeNull()
  expect(ledger).toEqual(state)
})
