import { foldHistory, type Outcome } from '@kpi-ledger/core'
import { arbitraryLedger, fc, givenHistory, psspScheme } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { runs } from '../../../../scripts/jest/runs'
import { blankReturn } from '../returns/blank-return'
import { returnReasons } from '../returns/layout'
import { filledReturn, periodOf, readFile, type Filled } from './filled.spec'
import { planReturn } from './plan-return'

const kpi = (name: string, unit: string, comparator: '>=' | '<=' = '>=') => ({
  type: 'KPIDefined' as const,
  data: {
    ...{ regime: 'r', kpi: name, description: `About ${name}`, serviceArea: 'Area', unit },
    ...{ frequency: 'monthly' as const, effectiveFrom: '2016-04' },
    target: { comparator, value: 95 },
  },
})

const history = givenHistory(
  {
    type: 'ContractRegistered',
    data: { contract: 'c', title: 'Parks', authority: 'A', supplier: 'S', yearStart: 4 },
  },
  {
    type: 'RegimeAdopted',
    data: { regime: 'r', title: 'R', effectiveFrom: '2016-04', scheme: psspScheme },
  },
  kpi('K1', 'percent'),
  kpi('=K2', 'days', '<='),
  kpi('K3', 'count'),
  kpi('K4', 'pounds'),
  {
    type: 'ActualRecorded',
    data: { kpi: 'K3', period: '2016-05', outcome: { kind: 'measured', value: 7 } },
  },
)

const source = { file: 'return.xlsx', sha256: 'a'.repeat(64) }

describe('a filled-in return', () => {
  it.each(['xlsx', 'csv'] as const)(
    'M17 M18 is read figure by figure, each with its cell (%s)',
    async (form) => {
      const fillIn = new Map<string, Filled>([
        ['K1', ['95.5%', 200, null, 'Two sites closed']],
        ['=K2', ['≤3', null, null, null]],
        ['K3', [null, null, 'No activity', null]],
        ['K4', ['£1.1m', null, null, null]],
      ])
      const read = await readFile(await filledReturn(history, '2016-05', form, fillIn), history)
      const sheet = form === 'csv' ? null : 'Return'
      expect(read.faults).toEqual([])
      expect(read.figures).toEqual([
        {
          ...{ sheet, cell: 'G8', kpi: 'K1', period: '2016-05', note: 'Two sites closed' },
          outcome: { kind: 'measured', value: 95.5, of: 200 },
        },
        {
          ...{ sheet, cell: 'G9', kpi: '=K2', period: '2016-05', note: null },
          outcome: { kind: 'measured', value: 3, published: '≤3' },
        },
        {
          ...{ sheet, cell: 'G10', kpi: 'K3', period: '2016-05', note: null },
          outcome: { kind: 'not-measured', reason: 'no-activity' },
        },
        {
          ...{ sheet, cell: 'G11', kpi: 'K4', period: '2016-05', note: null },
          outcome: { kind: 'measured', value: 1_100_000 },
        },
      ])
      expect(read.guesses.map(({ cell, text, as }) => [cell, text, as])).toEqual([
        ['G8', '95.5%', '95.5 (percent)'],
        ['G9', '≤3', '3, printed as ≤3 (days)'],
        ['G11', '£1.1m', '1100000 (pounds)'],
      ])
    },
  )

  it('M19 plans to record, to correct with a reason, or to do nothing, and cites the source', async () => {
    const fillIn = new Map<string, Filled>([
      ['K1', [95, null, null, 'A note']],
      ['K3', [8, null, null, null]],
    ])
    const read = await readFile(await filledReturn(history, '2016-05', 'xlsx', fillIn), history)
    expect(planReturn(history, read, { source })).toEqual(
      E.left([
        {
          ...{ sheet: 'Return', cell: 'G10' },
          message:
            'K3 for 2016-05 has a different figure in the ledger; to correct it, give a reason',
        },
      ]),
    )
    const planned = planReturn(history, read, { source, actor: 'Ann', reason: 'Counted again' })
    const metadata = (cell: string) => ({
      actor: 'Ann',
      source: { ...source, sheet: 'Return', cell },
    })
    expect(
      E.isRight(planned) && planned.right.map(({ action, command }) => [action, command]),
    ).toEqual([
      ['record', expect.objectContaining({ type: 'RecordActual', metadata: metadata('G8') })],
      ['note', expect.objectContaining({ type: 'AddNote', text: 'A note' })],
      [
        'correct',
        expect.objectContaining({
          ...{ type: 'CorrectActual', reason: 'Counted again', metadata: metadata('G10') },
          outcome: { kind: 'measured', value: 8 },
        }),
      ],
    ])
    const same = await readFile(
      await filledReturn(history, '2016-05', 'csv', new Map([['K3', ['7', null, null, null]]])),
      history,
    )
    const again = planReturn(history, same, { source })
    expect(E.isRight(again) && again.right.map(({ action }) => action)).toEqual(['already'])
  })

  it('reports every fault at once, each with its cell', async () => {
    const fillIn = new Map<string, Filled>([
      ['K1', ['95 days', null, 'Some reason', null]],
      ['=K2', [3, null, 'Not due', null]],
      ['K3', [null, 12, null, null]],
      ['K4', [4e12, null, null, 'x'.repeat(5000)]],
    ])
    const read = await readFile(await filledReturn(history, '2016-06', 'xlsx', fillIn), history)
    const planned = planReturn(history, read, { source })
    expect(E.isLeft(planned) && planned.left.map(({ cell, message }) => [cell, message])).toEqual([
      ['G8', expect.stringContaining('"days" after the number is not')],
      ['I9', 'there is both a figure and a reason why there is none'],
      ['G10', 'there is a number that the figure is out of, but no figure'],
      ['G11', expect.stringContaining('at most 1e12')],
      ['G11', expect.stringContaining('4000')],
    ])
  })

  it('is read for its own contract, and for no other', async () => {
    const bytes = await filledReturn(history, '2016-05', 'csv', new Map())
    const other = givenHistory({
      type: 'ContractRegistered',
      data: { contract: 'other', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
    })
    expect((await readFile(bytes, other)).faults).toEqual([
      { sheet: null, cell: 'B2', message: 'this is a return of contract "c"' },
    ])
  })

  it('gives exactly the figures filled in, for any ledger, period and unit', async () => {
    const outcomes = fc.oneof(
      fc
        .tuple(fc.integer({ min: -1e12, max: 1e12 }), fc.nat(5))
        .map(([digits, decimals]): readonly [Filled, Outcome] => {
          const value = Number(`${String(digits)}e-${String(decimals)}`)
          return [[value, null, null, null], { kind: 'measured', value }]
        }),
      fc
        .constantFrom(...returnReasons)
        .map((word): readonly [Filled, Outcome | null] => [[null, null, word, null], null]),
    )
    await fc.assert(
      fc.asyncProperty(
        arbitraryLedger({ maxCommands: 20 }),
        fc.constantFrom('2016-06', '2017-03', 'FY2016-Q1'),
        fc.constantFrom('xlsx' as const, 'csv' as const),
        fc.array(outcomes, { minLength: 1, maxLength: 8 }),
        async (events, of, form, filled) => {
          const any = foldHistory(events)
          const blank = blankReturn(any, periodOf(of))
          if (E.isLeft(blank)) return
          const wanted = new Map(
            blank.right.rows.flatMap(({ kpi: name }, i) => {
              const each = filled[i % filled.length]
              return each === undefined ? [] : [[name, each] as const]
            }),
          )
          const cells = new Map([...wanted].map(([name, [cell]]) => [name, cell]))
          const read = await readFile(await filledReturn(any, of, form, cells), any)
          expect(read.faults).toEqual([])
          expect(read.figures.map((figure) => [figure.kpi, figure.outcome])).toEqual(
            [...wanted].map(([name, [[, , reason], outcome]]) => [
              name,
              outcome ?? {
                kind: 'not-measured',
                reason: String(reason).toLowerCase().replaceAll(' ', '-'),
              },
            ]),
          )
        },
      ),
      { numRuns: runs(20) },
    )
  })
})
