import { foldHistory, type RecordedEvent } from '@kpi-ledger/core'
import {
  comparison,
  due,
  explanation,
  findings,
  now,
  points,
  portfolioContract,
  portfolioOf,
  publicationsJson,
  restatements,
  rules,
  scorecard,
  scorecardJson,
  tracker,
  yearGrid,
} from '@kpi-ledger/projections'
import { arbitraryLedger, fc, psspScheme, recorded, type EventFixture } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import type { Document } from '../document/document'
import type { Row } from '../document/table'
import { valueInWords } from '../document/value'
import { whole } from '../writers/arbitrary-document.spec'
import { writers } from '../writers/writers'
import { comparisonDocument } from './comparison'
import { contractsDocument, portfolioDocument } from './contracts'
import { dueDocument } from './due'
import { eventsDocument } from './events'
import { explanationDocument } from './explanation'
import { findingsDocument } from './findings'
import { importDocument } from './imported'
import { pointsDocument } from './points'
import { restatementsDocument } from './restatements'
import { rulesDocument } from './rules'
import { scorecardDocument } from './scorecard'
import { trackerDocument } from './tracker'
import { verificationDocument } from './verification'
import { yearGridDocument } from './year-grid'
import { tallyInWords } from '../words/tally'
import { runs } from '../../../../scripts/jest/runs'

const facts: ReadonlyArray<EventFixture> = [
  {
    type: 'ContractRegistered',
    data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
  },
  {
    type: 'RegimeAdopted',
    data: { regime: 'r', title: 'R', effectiveFrom: '2016-04', scheme: psspScheme },
  },
  ...['K-1', 'K-2'].map((kpi): EventFixture => ({
    type: 'KPIDefined',
    data: {
      ...{ regime: 'r', kpi, description: `KPI ${kpi}`, serviceArea: 'Contact' },
      ...{ frequency: 'monthly', unit: 'percent', effectiveFrom: '2016-05' },
      target: { comparator: '>=', value: 90, profile: { '05': 80, '04': 70 } },
    },
  })),
  {
    type: 'ActualRecorded',
    data: { kpi: 'K-1', period: '2016-05', outcome: { kind: 'measured', value: 90 } },
  },
  {
    type: 'ActualCorrected',
    data: {
      ...{ kpi: 'K-1', period: '2016-05', reason: 'counted twice' },
      outcome: { kind: 'measured', value: 79.5 },
    },
  },
  { type: 'NoteAdded', data: { kpi: 'K-1', period: '2016-05', text: 'a note' } },
  { type: 'NoteAdded', data: { period: '2016-05', text: 'on the whole contract' } },
]
const events: ReadonlyArray<RecordedEvent> = recorded('c', facts)
const history = foldHistory(events)
const may = { kind: 'month', year: 2016, month: 5 } as const
const april = { ...may, month: 4 }

const rightOf = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const rowsOf = async ({ blocks }: Document): Promise<ReadonlyArray<Row>> => {
  const rows: Array<Row> = []
  for (const block of blocks)
    if (block.kind === 'table') for await (const row of block.rows) rows.push(row)
  return rows
}

const inWords = async (document: Document) =>
  (await rowsOf(document)).map((row) =>
    row.kind === 'heading'
      ? row.text
      : [...Object.values(row.cells).map(valueInWords), ...row.notes.map((note) => note.text)],
  )

describe('an aggregate (M3)', () => {
  const counted: EventFixture = {
    type: 'KPIDefined',
    data: {
      ...{ regime: 'r', kpi: 'N', description: 'Visits', serviceArea: 'Contact' },
      ...{ frequency: 'monthly', unit: 'count', effectiveFrom: '2016-04', aggregation: 'sum' },
      target: { comparator: '>=', value: 9 },
    },
  }
  const visits = ['2016-04', '2016-05', '2016-06'].map((period): EventFixture => ({
    type: 'ActualRecorded',
    data: { kpi: 'N', period, outcome: { kind: 'measured', value: 3 } },
  }))
  const cardOf = (parts: number): Document => {
    const all = recorded('c', [...facts.slice(0, 2), counted, ...visits.slice(0, parts)])
    const quarter = { kind: 'quarter', financialYear: 2016, quarter: 1 } as const
    return scorecardDocument(rightOf(scorecard(foldHistory(all), { periods: [quarter] })), 4)
  }

  it('is marked as one in a table, with how many periods it covers or still lacks', async () => {
    expect(await inWords(cardOf(3))).toContainEqual(
      expect.arrayContaining(['9 (sum of 3)', 'Target Met: on target']),
    )
    expect(await inWords(cardOf(2))).toContainEqual(
      expect.arrayContaining(['incomplete: 1 of 3 missing', 'Not Measurable: incomplete']),
    )
  })

  it('says in a record what it was computed from, and what is missing', () => {
    const figureOf = { figureOf: 'FY2016-Q1', aggregation: 'sum' }
    expect(cardOf(3).records.rows).toMatchObject([
      { ...figureOf, value: 9, computedFrom: '2016-04 2016-05 2016-06', missing: null },
    ])
    expect(cardOf(2).records.rows).toMatchObject([
      { ...figureOf, value: null, computedFrom: '2016-04 2016-05', missing: '2016-06' },
    ])
  })
})

describe('the direction of travel (M37)', () => {
  const moving = foldHistory(
    recorded('c', [
      ...facts.slice(0, 4),
      ...[
        ['2015-05', 80],
        ['2016-04', 75.5],
        ['2016-05', 79.5],
      ].map(([period, value]): EventFixture => ({
        type: 'ActualRecorded',
        data: {
          kpi: 'K-1',
          period: String(period),
          outcome: { kind: 'measured', value: Number(value) },
        },
      })),
    ]),
  )
  const words = 'better than Apr 2016 (+4); worse than May 2015 (-0.5)'
  const year = { kind: 'financial-year', financialYear: 2016 } as const

  it('has a column if there is any, in words', async () => {
    const card = scorecardDocument(
      rightOf(scorecard(moving, { periods: [april, may], regime: 'r' })),
      4,
    )
    expect((await inWords(card))[1]?.slice(-1)).toEqual([words])
    expect(
      card.blocks
        .flatMap((block) => (block.kind === 'table' ? block.columns : []))
        .map(({ name }) => name),
    ).toEqual([
      'KPI',
      'Description',
      'Target',
      'Actual',
      'Rating',
      'Target',
      'Actual',
      'Rating',
      'Travel',
    ])
    const tracked = rightOf(tracker(moving, { kpi: 'K-1', financialYear: year }))
    expect((await inWords(trackerDocument(tracked, 4)))[1]).toContain(words)
    const why = explanationDocument(rightOf(explanation(moving, { kpi: 'K-1', period: may })), 4)
    expect(why.blocks).toContainEqual(expect.objectContaining({ text: `The figure is ${words}.` }))
  })

  it('marks the figures of a year grid, and is in every record', async () => {
    const grid = yearGridDocument(rightOf(yearGrid(moving, { financialYear: year })), 4)
    const [, row] = await rowsOf(grid)
    expect(row).toMatchObject({ cells: { 'figure 1': { marks: ['better'] } } })
    expect(grid.records.rows).toContainEqual(
      expect.objectContaining({
        ...{ period: '2016-05', sincePrevious: '2016-04', changeOnPrevious: 4 },
        ...{ travelOnPrevious: 'better', sinceYear: '2015-05', changeOnYear: -0.5 },
        travelOnYear: 'worse',
      }),
    )
  })
})

it('a tracker rates no future month: there is nothing after the latest figure', async () => {
  const financialYear = { kind: 'financial-year', financialYear: 2016 } as const
  const answer = rightOf(tracker(history, { kpi: 'K-1', financialYear }))
  const rows = await inWords(trackerDocument(answer, 4))
  expect(rows.slice(1, 3)).toEqual([
    expect.arrayContaining(['May 2016', 'Not Met']),
    expect.arrayContaining(['Jun 2016', '–']),
  ])
  expect(rows[2]).not.toContain('Not Measurable')
})

describe('a scorecard', () => {
  const card = rightOf(scorecard(history, { periods: [april, may], regime: 'r' }))
  const document = scorecardDocument(scorecardJson(card, { size: 8, root: 'ab' }), 4)

  it('says first how many of the rated KPIs fell short', () => {
    expect(document.title).toBe('C — Apr 2016, May 2016')
    expect(document.verdict).toEqual({
      ...{ kind: 'verdict', grade: 'requires-improvement', detail: null },
      text: '2 of 2 not yet recorded in Apr 2016 (nothing is rated); 1 of 2 not met in May 2016 (1 not yet recorded)',
    })
    const none = rightOf(scorecard(history, { periods: [april], regime: 'r' }))
    expect(scorecardDocument(none, 4).verdict).toMatchObject({
      grade: 'other',
      text: '2 of 2 not yet recorded in Apr 2016 (nothing is rated)',
    })
  })

  it('is not a success while figures are awaited, even if everything rated is good', () => {
    const met: EventFixture = {
      type: 'ActualRecorded',
      data: { kpi: 'K-2', period: '2016-05', outcome: { kind: 'measured', value: 95 } },
    }
    const begun = [...facts.filter(({ type }) => !type.startsWith('Actual')), met]
    const answer = rightOf(scorecard(foldHistory(recorded('c', begun)), { periods: [may] }))
    expect(scorecardDocument(answer, 4).verdict).toEqual({
      ...{ kind: 'verdict', grade: 'other', detail: null },
      text: '1 of 2 not yet recorded in May 2016 (1 rated, 0 not met)',
    })
  })

  it('M18a says "not due" where nothing was due and nothing recorded', () => {
    const yearly = facts.flatMap((fact): ReadonlyArray<EventFixture> => {
      if (fact.type.startsWith('Actual')) return []
      return fact.type === 'KPIDefined'
        ? [{ ...fact, data: { ...fact.data, frequency: 'annual' } }]
        : [fact]
    })
    const answer = rightOf(scorecard(foldHistory(recorded('c', yearly)), { periods: [may] }))
    const { blocks } = scorecardDocument(answer, 4)
    expect(
      blocks.flatMap((block) => (block.kind === 'tally' ? [tallyInWords(block)] : [])),
    ).toEqual([expect.stringMatching(/Not Measurable 0, Not due 2$/)])
  })

  it('M18a says "not recorded" where nothing was recorded, unless the regime has a word for it', () => {
    const by = { 'not-recorded': { code: 'overdue', label: 'Overdue' } }
    const scheme = { ...psspScheme, notRated: { ...psspScheme.notRated, by } }
    const named = facts.map((fact): EventFixture =>
      fact.type === 'RegimeAdopted' ? { ...fact, data: { ...fact.data, scheme } } : fact,
    )
    const answer = rightOf(scorecard(foldHistory(recorded('c', named)), { periods: [may] }))
    const { blocks } = scorecardDocument(answer, 4)
    expect(
      blocks.flatMap((block) => (block.kind === 'tally' ? [tallyInWords(block)] : [])),
    ).toEqual([
      "May 2016 (r): Exceeded 0, Target Met 0, Within 'Tolerance' 0, Not Met 1, Not Measurable 0, Overdue 1",
    ])
  })

  it('has one row per KPI with its notes, and a period’s columns together', async () => {
    expect(await inWords(document)).toEqual([
      'Contact',
      [
        ...['K-1', 'KPI K-1 (monthly, percent)', '>= 70', 'not recorded'],
        ...['Not recorded', '>= 80', '79.5', 'Not Met: 0.5 below', 'a note'],
      ],
      [
        ...['K-2', 'KPI K-2 (monthly, percent)', '>= 70', 'not recorded'],
        ...['Not recorded', '>= 80', 'not recorded'],
        'Not recorded',
      ],
    ])
    const [, first] = await rowsOf(document)
    expect(first).toMatchObject({
      cells: {
        'target 0': { marks: ['extrapolated'] },
        'figure 1': { value: 79.5, unit: 'percent', marks: ['corrected'] },
        'rating 1': { grade: 'requires-improvement' },
      },
      notes: [{ group: 'May 2016' }],
    })
    const [table, note] = document.blocks.slice(-2)
    expect(table?.kind === 'table' && table.columns.map(({ group }) => group)).toEqual([
      ...[null, null, 'Apr 2016', 'Apr 2016', 'Apr 2016', 'May 2016', 'May 2016', 'May 2016'],
    ])
    expect(note).toMatchObject({ kind: 'note', text: 'on the whole contract' })
  })

  it('counts in the regime’s own words', () => {
    const tallies = document.blocks.flatMap((block) =>
      block.kind === 'tally' ? [tallyInWords(block)] : [],
    )
    expect(tallies.at(-1)).toContain(
      "Within 'Tolerance' 0, Not Met 1, Not Measurable 0, Not recorded 1",
    )
  })

  it('gives one answer for a period asked for twice', () => {
    const once = rightOf(scorecard(history, { periods: [may], regime: 'r' }))
    expect(rightOf(scorecard(history, { periods: [may, may], regime: 'r' }))).toEqual(once)
  })

  it('M15 says what a value was rated as if its rating would otherwise look wrong', async () => {
    const rounded = foldHistory(
      recorded(
        'c',
        facts
          .slice(0, 5)
          .map((fact) =>
            fact.type === 'KPIDefined' ? { ...fact, data: { ...fact.data, ratedTo: 0 } } : fact,
          )
          .map((fact) =>
            fact.type === 'ActualRecorded'
              ? { ...fact, data: { ...fact.data, outcome: { kind: 'measured', value: 79.6 } } }
              : fact,
          ),
      ),
    )
    const answer = rightOf(scorecard(rounded, { periods: [may] }))
    const [, row] = await inWords(scorecardDocument(answer, 4))
    expect(row).toContain('Target Met: rated as 80, on target')
    const year = { kind: 'financial-year', financialYear: 2016 } as const
    const tracked = rightOf(tracker(rounded, { kpi: 'K-1', financialYear: year }))
    expect((await inWords(trackerDocument(tracked, 4)))[1]).toContain('Target Met: rated as 80')
  })

  it('comes with the answer and what it was drawn from', () => {
    expect(document.data).toEqual({
      kind: 'value',
      value: { ...card, ledger: { size: 8, root: 'ab' } },
    })
    expect(document.provenance.ledger).toEqual({ size: 8, root: 'ab' })
    expect(scorecardDocument(card, 4).provenance.ledger).toBeNull()
  })
})

describe('an explanation', () => {
  it('says what each event contributed, who recorded it, and what superseded it', async () => {
    const document = explanationDocument(
      rightOf(explanation(history, { kpi: 'K-1', period: may })),
      4,
    )
    expect(document.verdict).toMatchObject({
      text: 'Not Met',
      detail: '79.5 % is 0.5 below the May profile of 80 %.',
    })
    const what = (await rowsOf(document)).map((row) =>
      row.kind === 'cells' && row.cells['what'] ? valueInWords(row.cells['what']) : '',
    )
    expect(what).toContain('90 for May 2016 — superseded by event 5')
    expect(what).toContain('79.5 for May 2016; reason: counted twice')
  })
})

describe('a comparison', () => {
  it('is grouped by how the grade changes', async () => {
    const document = comparisonDocument(
      rightOf(comparison(history, { a: 'r', b: 'r', periods: [may] })),
      4,
    )
    expect((await inWords(document)).filter((row) => typeof row === 'string')).toEqual([
      'Same grade (1)',
      'Not rated under either (1)',
    ])
    expect(document.blocks.at(-1)).toEqual({
      kind: 'paragraph',
      text: 'Better 0, worse 0, same grade 1, not rated under either 1, not comparable 0, only under A 0, only under B 0.',
    })
  })
})

describe('a year grid', () => {
  it('has figure and rating of a period together, and a blank where there is no regime', async () => {
    const financialYear = { kind: 'financial-year', financialYear: 2016 } as const
    const document = yearGridDocument(
      rightOf(yearGrid(history, { financialYear, by: 'quarter' })),
      4,
    )
    const [, table] = document.blocks
    expect(table?.kind === 'table' && table.columns.map(({ group }) => group).slice(1, 6)).toEqual([
      ...[null, '2016/17 Q1', '2016/17 Q1', '2016/17 Q2', '2016/17 Q2'],
    ])
    const months = yearGridDocument(rightOf(yearGrid(history, { financialYear })), 4)
    const [area, row] = await inWords(months)
    expect(area).toBe('Contact')
    // In April the KPI has no target yet.
    expect(row?.slice(0, 4)).toEqual(['K-1', 'KPI K-1 (percent)', '79.5', 'Not Met'])
  })
})

describe('a due list', () => {
  const list = rightOf(due(history, { period: may, now: '2016-06-07T12:00:00.000Z' }))

  it('says how long ago the period ended, and what was last recorded', async () => {
    const document = dueDocument(list, 4)
    expect(document.title).toBe('c: 1 of 2 KPIs due in May 2016 not recorded')
    expect(document.blocks[0]).toEqual({ kind: 'paragraph', text: 'May 2016 ended 6 days ago.' })
    expect(await inWords(document)).toEqual(['Contact', ['K-2', 'KPI K-2', 'monthly', '–']])
  })

  it('is grouped by owner, then service area, if an owner is named', async () => {
    const [only] = list.due
    if (only === undefined) throw new Error('nothing is due')
    const owned = (kpi: string, owner: string | null, serviceArea = 'Contact') => ({
      ...{ ...only, kpi, owner, serviceArea },
    })
    const all = [owned('1', 'A'), owned('2', null), owned('3', 'A', 'Other'), owned('4', 'A')]
    const rows = await inWords(dueDocument({ ...list, due: all }, 4))
    expect(rows.map((row) => (typeof row === 'string' ? row : row[0]))).toEqual([
      ...['A — Contact', '1', '4', 'A — Other', '3', 'No owner stated — Contact', '2'],
    ])
  })
})

describe('a verification', () => {
  it('says what was checked, up to the first failure', () => {
    const answer = { of: 'ledger', checked: ['a'], notShown: ['c'] } as const
    const held = verificationDocument({ ...answer, holds: true, denied: null })
    expect(held.verdict).toMatchObject({ grade: 'good', text: 'ledger: holds' })
    const denied = verificationDocument({ ...answer, holds: false, denied: 'b' })
    expect(denied.blocks).toMatchObject([{ rows: [{ label: 'yes:' }, { label: 'no:' }] }])
    expect(denied.records.rows).toEqual([
      { holds: true, says: 'a' },
      { holds: false, says: 'b' },
    ])
  })
})

it('of any ledger can be written in any format, with the fields of every record listed', async () => {
  const unlisted = async ({ records: { fields, rows } }: Document) => {
    const keys: Array<string> = []
    for await (const row of rows) keys.push(...Object.keys(row))
    return keys.filter((key) => !fields.includes(key))
  }
  await fc.assert(
    fc.asyncProperty(arbitraryLedger(), async (all) => {
      const made = documentsOf(all)
      for (const document of made) {
        expect(await unlisted(document)).toEqual([])
        for (const writer of writers)
          expect(await whole(writer.write(document, { width: 80, colour: true }))).not.toBe('')
      }
    }),
    { numRuns: runs(20) },
  )
})

function documentsOf(all: ReadonlyArray<RecordedEvent>): ReadonlyArray<Document> {
  const folded = foldHistory(all)
  const kpis = [...folded.rules.kpis.keys()]
  const yearStart = folded.contract?.yearStart ?? 4
  const asked = <L, A>(
    answer: E.Either<L, A>,
    document: (answer: A, yearStart: number) => Document,
  ) => (E.isLeft(answer) ? [] : [document(answer.right, yearStart)])
  const year = { kind: 'financial-year', financialYear: 2016 } as const
  return [
    ...asked(scorecard(folded, { periods: [april, may] }), scorecardDocument),
    ...asked(findings(folded), findingsDocument),
    ...asked(restatements(folded), (answer) =>
      restatementsDocument(
        publicationsJson(answer, { size: 0, root: '' }, () => null),
        () => 'no',
        yearStart,
      ),
    ),
    ...kpis.flatMap((kpi) => [
      ...asked(tracker(folded, { kpi, financialYear: year }), trackerDocument),
      ...asked(explanation(folded, { kpi, period: may }), explanationDocument),
    ]),
    eventsDocument(all),
    importDocument([{ stream: 's', added: 1, known: 0 }]),
    portfolioDocument(
      portfolioOf(
        [portfolioContract(folded, { period: may })].flatMap((each) => each ?? []),
        {
          period: may,
        },
      ),
      yearStart,
    ),
    contractsDocument({ asAt: now, contracts: [] }),
    ...asked(rules(folded), rulesDocument),
    ...asked(points(folded, { financialYear: year }), pointsDocument),
    ...asked(yearGrid(folded, { financialYear: year }), yearGridDocument),
    ...asked(due(folded, { period: may, now: '2016-06-07T12:00:00.000Z' }), dueDocument),
  ]
}
