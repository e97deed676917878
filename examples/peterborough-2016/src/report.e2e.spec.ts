import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ledgerFile } from '@kpi-ledger/adapters'
import { collect, parsePeriod, streamOf } from '@kpi-ledger/core'
import { foldHistory, scorecard, tracker, type Scorecard } from '@kpi-ledger/projections'
import { either as E } from 'fp-ts'
import { ledgerLines } from './make-ledger'
import { expectedReport } from './report.expected'

const path = join(__dirname, '..', 'ledger.ndjson')

const valueOf = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const historyOf = async (contract: string) =>
  foldHistory(valueOf(await collect(ledgerFile(path).read(streamOf(contract)))()))

const periods = ['2016-04', '2016-05'].map((text) => valueOf(parsePeriod(text)))

const cardOf = async (contract: string): Promise<Scorecard> =>
  valueOf(scorecard(await historyOf(contract), { periods }))

/** The target, printed actual and rating of April, then of May. */
type Line = readonly [
  kpi: string,
  frequency: string,
  aprilTarget: string,
  april: string,
  aprilRating: string,
  mayTarget: string,
  may: string,
  mayRating: string,
]

/** A scorecard as the columns of the printed table. */
const lines = (card: Scorecard): ReadonlyArray<ReadonlyArray<string>> =>
  card.serviceAreas.flatMap(({ kpis }) =>
    kpis.map(({ kpi, frequency, cells }) => [
      kpi,
      frequency,
      ...cells.flatMap((cell) => {
        if (cell === null) return ['', '', '']
        const { outcome, comparator, target, rating } = cell
        const shown =
          outcome?.kind === 'measured'
            ? (outcome.published ?? String(outcome.value))
            : (outcome?.text ?? '')
        return [`${comparator} ${JSON.stringify(target)}`, shown, rating.code]
      }),
    ]),
  )

const NM = 'not-measurable'
const NYM = 'Not yet measurable'

const pssp: ReadonlyArray<Line> = [
  ['STS-K-009', 'monthly', '>= 100', '100.00', 'met', '>= 100', '100.00', 'met'],
  ['R&B-K-001', 'annual', '>= 11.36', '10.96', 'not-met', '>= 20.31', '20.32', 'exceeded'],
  ['R&B-K-002', 'annual', '>= 11.56', '10.87', 'not-met', '>= 19.84', '19.85', 'exceeded'],
  ['R&B-K-007', 'annual', '>= 2.57', '2.83', 'exceeded', '>= 4.56', '4.81', 'exceeded'],
  ['R&B-K-008', 'annual', '>= 7.35', '7.96', 'exceeded', '>= 11.25', '9.96', 'not-met'],
  ['R&B-K-009', 'monthly', '<= 14', '11.53', 'exceeded', '<= 14', '8.09', 'exceeded'],
  ['R&B-K-009a', 'annual', '>= 2.72', '2.74', 'exceeded', '>= 5', '5.04', 'exceeded'],
  ['R&B-K-009b', 'annual', '>= 56.5', '49.34', 'not-met', '>= 60', '59.01', 'not-met'],
  ['R&B-K-011', 'monthly', '<= 19', '5.93', 'exceeded', '<= 19.18', '8.07', 'exceeded'],
  ['PAY-K-001', 'monthly', '>= 100', '100.00', 'met', '>= 100', '100.00', 'met'],
  ['BS-K-002', 'monthly', '>= 97', '98.15', 'exceeded', '>= 97', '97.68', 'exceeded'],
  [
    'CS-K-001',
    'six-monthly',
    '>= 95',
    'Not Measured in April No Survey Due',
    NM,
    '>= 95',
    'Not Measured in May No Survey Due',
    NM,
  ],
  ['CS-K-002', 'monthly', '>= 82', '83.00', 'exceeded', '>= 82', '85.00', 'exceeded'],
  ['CS-K-006', 'monthly', '>= 85', '92.00', 'exceeded', '>= 85', '93.00', 'exceeded'],
  ['BT-K-002', 'annual', '>= 85', NYM, NM, '>= 85', NYM, NM],
  ['FS-K-001', 'monthly', '>= 100', '100.00', 'met', '>= 100', '100.00', 'met'],
  ['FS-K-002', 'monthly', '>= 90', '90.00', 'met', '>= 90', 'Not measurable no calls received', NM],
  ['PRO-K-002', 'quarterly', '>= 100', 'Not Measurable', NM, '>= 100', '100.00', 'met'],
  [
    'PRO-K-004',
    'quarterly',
    '>= 100',
    '100.00',
    'met',
    '>= 100',
    'Not measured as quarterly report',
    NM,
  ],
  ['PRO-K-005', 'monthly', '>= 100', 'Not Measurable', NM, '>= 100', NYM, NM],
  ['PRO-K-006', 'monthly', '>= 100', 'Not Measurable', NM, '>= 100', '100.00', 'met'],
  ['PRO-K-007', 'monthly', '>= 100', '100.00', 'met', '>= 100', '100.00', 'met'],
]

const ND = 'No Data'

const ict: ReadonlyArray<Line> = [
  ['1', 'monthly', '<= 0', '100', 'met', '<= 0', '50', 'detriment'],
  ['2', 'monthly', '<= 0', '100', 'met', '<= 0', '100', 'met'],
  ['3', 'monthly', '>= 90', '88.89', 'missed', '>= 90', '93.18', 'met'],
  ['4', 'monthly', '>= 90', '96.19', 'met', '>= 90', '96.23', 'met'],
  ['5', 'monthly', '>= 90', ND, 'no-data', '>= 90', ND, 'no-data'],
  ['6', 'monthly', '>= 90', ND, 'no-data', '>= 90', '100', 'met'],
  ['7', 'monthly', '>= 90', '94.01', 'met', '>= 90', '92.44', 'met'],
  ['8', 'monthly', '>= 90', '95.54', 'met', '>= 90', '95.61', 'met'],
  ['9', 'monthly', '>= 80', '80.58', 'met', '>= 80', '80', 'met'],
  ['10', 'monthly', '< 5', '2.64', 'met', '< 5', '1.03', 'met'],
  ['11', 'monthly', '>= 50', '65.1', 'met', '>= 50', '63.55', 'met'],
  ['12', 'six-monthly', '<= 0', '0', 'met', '<= 0', '0', 'met'],
  ['13', 'monthly', '<= 1', '0', 'met', '<= 1', '0', 'met'],
  ['14', 'monthly', '>= 98', '100', 'met', '>= 98', '100', 'met'],
  ['15', 'annual', '<= 0', '0', 'met', '<= 0', '0', 'met'],
  ['16', 'monthly', '>= 99.5', '100', 'met', '>= 99.5', '100', 'met'],
  ['17', 'monthly', '>= 99', '99', 'met', '>= 99', '99', 'met'],
  ['18', 'quarterly', '<= 1', '0', 'met', '<= 1', '0', 'met'],
  ['19', 'monthly', '> 3.5', '4.3', 'met', '> 3.5', '4.1', 'met'],
  ['20', 'monthly', '>= 90', ND, 'no-data', '>= 90', ND, 'no-data'],
  ['21', 'monthly', '>= 90', ND, 'no-data', '>= 90', ND, 'no-data'],
]

describe('the report of April and May 2016', () => {
  it('makes the committed ledger file, byte for byte', async () => {
    expect(readFileSync(path, 'utf8')).toBe(`${(await ledgerLines()).join('\n')}\n`)
  })

  it('has the 22 KPIs of the PSSP table: targets, actuals and ratings', async () => {
    const card = await cardOf('pssp')
    expect(lines(card)).toEqual(pssp)
    expect(card.regime).toBe('pssp-2016')
  })

  it('has the 21 KPIs of the ICT table: targets, actuals and ratings', async () => {
    const card = await cardOf('ict')
    expect(lines(card)).toEqual(ict)
    expect(card.regime).toBe('ict-2009')
  })

  it('agrees with a second reading of the report, cell by cell', async () => {
    const found = (
      await Promise.all(
        ['pssp', 'ict'].map(async (contract) => {
          const history = await historyOf(contract)
          const card = valueOf(scorecard(history, { periods }))
          return card.serviceAreas.flatMap(({ name, kpis }) =>
            kpis.map(({ kpi, description, frequency, unit, cells }) => {
              const levels = history.rules.kpis.get(kpi)?.definitions[0]?.target?.levels
              return {
                contract,
                kpi,
                serviceArea: name,
                description,
                frequency,
                unit,
                ...(levels === undefined ? {} : { levels }),
                targets: cells.map((cell) => cell?.target),
                reasons: cells.map((cell) => cell?.reason),
                ratings: cells.map((cell) => cell?.rating.code),
                notes: cells.flatMap((cell) => cell?.notes ?? []),
              }
            }),
          )
        }),
      )
    ).flat()
    const months = ['2016-04', '2016-05'] as const
    expect(found).toEqual(
      expectedReport.map(({ comparator: _, target, shown: __, rating, reason, ...row }) => ({
        ...row,
        targets: months.map((month) => target[month]),
        reasons: months.map((month) => reason[month]),
        ratings: months.map((month) => rating[month]),
      })),
    )
  })

  it('accumulates only the collection rates, and has a population only if one is printed', async () => {
    const { rules, actuals } = await historyOf('pssp')
    const yearToDate = [...rules.kpis.values()]
      .filter(({ definitions }) => definitions[0]?.accumulation === 'year-to-date')
      .map(({ kpi }) => kpi)
    expect(yearToDate).toEqual([
      ...['R&B-K-001', 'R&B-K-002', 'R&B-K-007', 'R&B-K-008', 'R&B-K-009a'],
    ])
    expect([...actuals.keys()]).toHaveLength(22)
    const ict = await historyOf('ict')
    const counted = [...ict.actuals].flatMap(([kpi, latest]) =>
      [...latest].flatMap(([of, { outcome }]) =>
        outcome.kind === 'measured' && outcome.of !== undefined ? [[kpi, of, outcome]] : [],
      ),
    )
    expect(counted).toEqual([
      ['1', '2016-05', { kind: 'measured', value: 1, of: 2, published: '50' }],
    ])
  })

  it('groups the PSSP KPIs by the service areas of the table', async () => {
    const { serviceAreas } = await cardOf('pssp')
    expect(serviceAreas.map(({ name, kpis }) => [name, kpis.map(({ kpi }) => kpi)])).toEqual([
      ['Shared Transactional Services', pssp.slice(0, 9).map(([kpi]) => kpi)],
      ['Business Support', ['PAY-K-001', 'BS-K-002']],
      ['Customer Services', ['CS-K-001', 'CS-K-002', 'CS-K-006']],
      ['Business Transformation and Service Improvement', ['BT-K-002']],
      ['Financial Services System', ['FS-K-001', 'FS-K-002']],
      ['Procurement', ['PRO-K-002', 'PRO-K-004', 'PRO-K-005', 'PRO-K-006', 'PRO-K-007']],
    ])
  })

  it('keeps each note beside its KPI', async () => {
    const noted = (card: Scorecard) =>
      card.serviceAreas.flatMap(({ kpis }) =>
        kpis.flatMap(({ kpi, cells }) =>
          cells.flatMap((cell) => (cell?.notes ?? []).map((note) => [kpi, cell?.period, note])),
        ),
      )
    expect(noted(await cardOf('pssp'))).toEqual([
      ['R&B-K-001', '2016-05', 'On track to meet annual target of 95.8%'],
      ['R&B-K-002', '2016-05', 'On track to meet annual target of 97.8%'],
      ['R&B-K-007', '2016-05', 'On track to meet annual target of 14.31%'],
      ['R&B-K-008', '2016-05', 'On track to meet annual target of 30%'],
      ['R&B-K-009a', '2016-05', 'On track to meet annual target of 26%'],
      ['R&B-K-009b', '2016-05', 'On track to meet annual target of 63%'],
      ['CS-K-002', '2016-05', 'Overall annual target is 85% (profiled across the year)'],
      ['BT-K-002', '2016-05', 'ADP and milestones being agreed'],
      ['PRO-K-005', '2016-05', 'Contract register to be handed over to Serco'],
    ])
    expect(noted(await cardOf('ict'))).toEqual([
      ['1', '2016-05', 'Both incidents resolved but one not updated on the system as per process'],
      [
        '20',
        '2016-05',
        'KPIs 20 and 21 due to be removed as the new system automatically generates responses.',
      ],
    ])
  })

  it('gives every reason for a missing figure', async () => {
    const reasons = (card: Scorecard) =>
      card.serviceAreas.flatMap(({ kpis }) =>
        kpis.flatMap(({ kpi, cells }) => {
          const found = cells.map((cell) => cell?.reason ?? null)
          return found.every((reason) => reason === null) ? [] : [[kpi, ...found]]
        }),
      )
    expect(reasons(await cardOf('pssp'))).toEqual([
      ['CS-K-001', 'not-due', 'not-due'],
      ['BT-K-002', 'not-yet-measurable', 'not-yet-measurable'],
      ['FS-K-002', null, 'no-activity'],
      ['PRO-K-002', 'not-measurable', null],
      ['PRO-K-004', null, 'not-due'],
      ['PRO-K-005', 'not-measurable', 'not-yet-measurable'],
      ['PRO-K-006', 'not-measurable', null],
    ])
    expect(reasons(await cardOf('ict'))).toEqual([
      ['5', 'no-data', 'no-data'],
      ['6', 'no-data', null],
      ['20', 'no-data', 'no-data'],
      ['21', 'no-data', 'no-data'],
    ])
  })

  it('counts its ratings, for every code of the scheme in order', async () => {
    const { summary } = await cardOf('pssp')
    expect(summary.map(({ ratings }) => Object.entries(ratings))).toEqual([
      [
        ['exceeded', 8],
        ['met', 6],
        ['within-tolerance', 0],
        ['not-met', 3],
        ['not-measurable', 5],
      ],
      [
        ['exceeded', 9],
        ['met', 6],
        ['within-tolerance', 0],
        ['not-met', 2],
        ['not-measurable', 5],
      ],
    ])
  })

  it('tracks R&B-K-001 against its profile', async () => {
    const year = valueOf(
      tracker(await historyOf('pssp'), {
        kpi: 'R&B-K-001',
        financialYear: { kind: 'financial-year', financialYear: 2016 },
      }),
    )
    expect(year).toMatchObject({
      annualTarget: 95.8,
      forecast: 95.85,
      outlook: 'on-track',
      latest: '2016-05',
    })
    expect(year.points.slice(0, 2).map(({ variance }) => variance)).toEqual([-0.4, 0.01])
    expect(year.points.at(-1)).toMatchObject({ period: '2017-03', profile: 95.8, actual: null })
  })
})
