import { foldHistory, type History } from '@kpi-ledger/core'
import {
  now,
  portfolioContract,
  portfolioOf,
  reconciliation,
  rules,
  scorecard,
} from '@kpi-ledger/projections'
import { psspScheme, recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { paragraph, type Document } from '../document/document'
import type { Row } from '../document/table'
import { valueInWords } from '../document/value'
import { contractsDocument, portfolioDocument } from './contracts'
import { publicationDocument } from './publication'
import { reconciliationDocument } from './reconciliation'
import { rulesDocument } from './rules'
import { scorecardDocument } from './scorecard'
import { nothingShort } from './scorecard-verdict'

const period = { kind: 'month', year: 2016, month: 4 } as const
const registered = {
  type: 'ContractRegistered',
  data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
} as const satisfies EventFixture
const adopted: EventFixture = {
  type: 'RegimeAdopted',
  data: { regime: 'r', title: 'R', effectiveFrom: '2016-04', scheme: psspScheme },
}
const defined = (kpi: string): EventFixture => ({
  type: 'KPIDefined',
  data: {
    ...{ regime: 'r', kpi, description: kpi, serviceArea: 'Area', effectiveFrom: '2016-04' },
    ...{ frequency: 'monthly', unit: 'percent', target: { comparator: '>=', value: 90 } },
  },
})
type Outcome = Extract<EventFixture, { readonly type: 'ActualRecorded' }>['data']['outcome']
const actual = (kpi: string, outcome: Outcome): EventFixture => ({
  type: 'ActualRecorded',
  data: { kpi, period: '2016-04', outcome },
})
const figure = (kpi: string, value: number) => actual(kpi, { kind: 'measured', value })
const unmeasured = (kpi: string) => actual(kpi, { kind: 'not-measured', reason: 'no-data' })

const historyOf = (...events: ReadonlyArray<EventFixture>): History =>
  foldHistory(recorded('c', [registered, ...events]))

const rightOf = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const tableIn = ({ blocks }: Document): ReadonlyArray<ReadonlyArray<string>> =>
  blocks.flatMap((block) =>
    block.kind === 'table' && Array.isArray(block.rows)
      ? block.rows.map((row: Row) =>
          row.kind === 'cells' ? Object.values(row.cells).map(valueInWords) : [row.text],
        )
      : [],
  )

describe('M32 printed ratings against the rules', () => {
  const printed = (kpi: string, rating: string, of = '2016-04'): EventFixture => ({
    type: 'RatingPrinted',
    data: { kpi, period: of, label: rating },
  })
  const documentOf = (...events: ReadonlyArray<EventFixture>): Document =>
    reconciliationDocument(
      rightOf(reconciliation(historyOf(adopted, defined('A'), figure('A', 80), ...events))),
      4,
    )

  it.each<readonly [ReadonlyArray<EventFixture>, string, string]>([
    [[printed('A', 'Not Met')], 'good', '1 of 1 printed rating agrees'],
    [
      [printed('A', 'Splendid')],
      'other',
      "0 of 1 printed rating agree, 1 not in the regime's words",
    ],
    [
      [printed('A', 'Not Met'), printed('A', 'Exceeded'), printed('A', 'Splendid')],
      'requires-improvement',
      "1 of 3 printed ratings agrees, 1 differs, 1 not in the regime's words",
    ],
    [
      [printed('A', 'Exceeded'), printed('A', 'Exceeded')],
      'requires-improvement',
      '0 of 2 printed ratings agree, 2 differ',
    ],
  ])('are counted, and graded by the worst: %#', (events, grade, text) => {
    expect(documentOf(...events).verdict).toMatchObject({ grade, text })
  })

  it('before the first regime have none beside them', () => {
    const document = documentOf(printed('A', 'Not Met', '2016-03'))
    expect(tableIn(document)).toEqual([
      ['A', 'Mar 2016', 'Not Met', '–', '–', '–', 'not a word of the regime'],
    ])
    expect(document.records.rows).toMatchObject([
      { regime: null, thenRating: null, thenGrade: null, nowLabel: null, nowRating: null },
    ])
    expect(documentOf().verdict).toBeNull()
  })
})

describe('the verdict on a scorecard', () => {
  const cardOf = (...events: ReadonlyArray<EventFixture>) =>
    rightOf(scorecard(historyOf(adopted, ...events), { periods: [period] }))
  const all = Array.from({ length: 10 }, (_, i) => `K${String(i)}`)

  it('names at most eight KPIs', () => {
    const short = (count: number) =>
      scorecardDocument(
        cardOf(...all.map(defined), ...all.map((kpi, i) => figure(kpi, i < count ? 80 : 95))),
        4,
      ).verdict
    expect(short(10)).toMatchObject({ detail: 'K0, K1, K2, K3, K4, K5, K6, K7, and 2 more' })
    expect(short(8)).toMatchObject({ detail: 'K0, K1, K2, K3, K4, K5, K6, K7' })
  })

  it.each<readonly [ReadonlyArray<EventFixture>, string, string]>([
    [[figure('A', 80), figure('B', 95)], '1 of 3 not met in Apr 2016 (1 not yet recorded)', ''],
    [
      [figure('A', 80), unmeasured('B')],
      '1 of 3 not met in Apr 2016 (2 not rated, of which 1 not yet recorded)',
      '',
    ],
    [
      [figure('A', 80), unmeasured('B'), unmeasured('C')],
      '1 of 3 not met in Apr 2016 (2 not rated)',
      '',
    ],
    [
      [figure('A', 95), figure('B', 95), unmeasured('C')],
      '0 of 3 not met in Apr 2016 (1 not rated)',
      'Every KPI that is rated meets its target.',
    ],
    [[unmeasured('A'), unmeasured('B'), unmeasured('C')], 'nothing is rated', 'No KPI is rated.'],
    [
      [],
      '3 of 3 not yet recorded in Apr 2016 (nothing is rated)',
      'No KPI is rated. Not yet recorded: 3.',
    ],
  ])('says what is not rated, and why: %#', (events, text, nothing) => {
    const card = cardOf(...['A', 'B', 'C'].map(defined), ...events)
    expect(scorecardDocument(card, 4).verdict).toMatchObject({ text })
    if (nothing !== '') expect(nothingShort(card)).toBe(nothing)
  })
})

describe('M7 a scorecard of two months with a KPI retired between them', () => {
  const retired: EventFixture = {
    type: 'KPIRetired',
    data: { regime: 'r', kpi: 'A', effectiveFrom: '2016-05', reason: 'over' },
  }
  const events = [adopted, defined('A'), defined('B'), figure('A', 80), retired]
  const card = rightOf(
    scorecard(historyOf(...events), { periods: [period, { ...period, month: 5 }] }),
  )
  const document = scorecardDocument(card, 4)

  it('has the KPI in the first month only, in its table and its records', () => {
    expect(tableIn(document)).toEqual([
      ['Area'],
      ['A', 'A (monthly, percent)', '>= 90', '80', 'Not Met: 10 below'],
      [
        ...['B', 'B (monthly, percent)', '>= 90', 'not recorded', 'Not recorded'],
        ...['>= 90', 'not recorded', 'Not recorded'],
      ],
    ])
    expect(document.records.rows).toMatchObject([
      ...[
        { kpi: 'A', period: '2016-04' },
        { kpi: 'B', period: '2016-04' },
      ],
      { kpi: 'B', period: '2016-05' },
    ])
  })

  it('counts it in the first month only', () => {
    expect(document.verdict).toMatchObject({
      text: '1 of 2 not met in Apr 2016 (1 not yet recorded); 1 of 1 not yet recorded in May 2016 (nothing is rated)',
    })
  })
})

describe('M31 the rules of a contract', () => {
  const documentOf = (...events: ReadonlyArray<EventFixture>) =>
    rulesDocument(rightOf(rules(historyOf(...events))))

  it('without a regime say so', () => {
    expect(documentOf().blocks.at(-1)).toEqual(paragraph('No regime has been adopted.'))
  })

  it('say from when a KPI is retired', () => {
    const data = { regime: 'r', kpi: 'A', effectiveFrom: '2016-05', reason: 'over' }
    const { blocks } = documentOf(adopted, defined('A'), { type: 'KPIRetired', data })
    expect(JSON.stringify(blocks)).toContain('retired from May 2016')
  })
})

it.each([
  [undefined, 'published: the scorecard of Apr 2016 under r', null],
  ['Chair', 'published by Chair: the scorecard of Apr 2016 under r', 'Chair'],
])('M25 a publication signed by %s says so', (actor, text, recordedBy) => {
  const card = rightOf(
    scorecard(historyOf(adopted, defined('A'), figure('A', 95)), { periods: [period] }),
  )
  const published: EventFixture = {
    type: 'ScorecardPublished',
    data: {
      ...{ regime: 'r', period: '2016-04', form: 1, size: 4 },
      ...{ scorecardDigest: '0'.repeat(64), root: '0'.repeat(64) },
    },
    ...(actor === undefined ? {} : { metadata: { actor } }),
  }
  for (const summary of card.summary) {
    const { blocks, records } = publicationDocument(recorded('c', [published]), 4, summary)
    expect(blocks[0]).toMatchObject({ text })
    expect(records.rows).toMatchObject([{ actor: recordedBy }])
  }
})

describe('M38 contracts', () => {
  it('without a regime are listed, with nothing rated', () => {
    const list = contractsDocument({ asAt: now, contracts: [{ ...registered.data, regimes: [] }] })
    expect(tableIn(list)).toEqual([['c', 'C', 'A', 'S', '–']])
  })

  it.each([
    [{ published: false }, 'no'],
    [{ published: true, restatedCells: 0 }, 'yes'],
    [{ published: true, restatedCells: 2 }, 'yes, 2 restated since'],
  ])('say whether they are signed off: %j', (more, said) => {
    const one = portfolioContract(historyOf(adopted), { period })
    if (one === null) throw new Error('no contract')
    const portfolio = portfolioOf([{ ...one, ...more }], { period })
    expect(tableIn(portfolioDocument(portfolio, 4))[0]?.at(-1)).toBe(said)
  })

  it.each<readonly [ReadonlyArray<EventFixture>, string | null, string | null]>([
    [[], null, null],
    [[adopted, defined('A')], null, null],
    [[adopted, defined('A'), figure('A', 95)], 'good', '0 of 1 not met in Apr 2016'],
    [
      [adopted, defined('A'), defined('B'), defined('C'), figure('A', 95), figure('B', 89)],
      'requires-improvement',
      '1 of 3 not met in Apr 2016',
    ],
  ])('have the worst of their grades: %#', (events, grade, text) => {
    const one = portfolioContract(historyOf(...events), { period })
    if (one === null) throw new Error('no contract')
    const { verdict } = portfolioDocument(portfolioOf([one], { period }), 4)
    if (grade === null) expect(verdict).toBeNull()
    else expect(verdict).toMatchObject({ grade, text })
  })
})
