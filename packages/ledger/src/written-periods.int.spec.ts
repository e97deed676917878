import type { Command } from '@kpi-ledger/core'
import { memoryStore } from '@kpi-ledger/adapters'
import { fixedClock } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { closeAll, contractOf, figure, open } from './fixture.spec'
import { describe as sentence, orThrow, status, type LedgerError } from './index'

afterEach(closeAll)

const quarterly = (contract: string): ReadonlyArray<Command> => [
  ...contractOf(contract),
  figure(contract, 'K-0', 95, '2016/17 Q1'),
]

/** The same for a contract whose year starts in January. */
const ofCalendarYear = (contract: string): ReadonlyArray<Command> =>
  contractOf(contract).map((command) =>
    command.type === 'RegisterContract' ? { ...command, yearStart: 1 } : command,
  )

const refusal = <A>(answer: E.Either<LedgerError, A>): readonly [number, string] =>
  E.isLeft(answer) ? [status(answer.left), sentence(answer.left)] : [200, 'answered']

describe('M1a periods as people write them, at the front door', () => {
  it('are recorded as the ledger writes them', async () => {
    const ledger = await open()
    const { events } = orThrow(await ledger.record(quarterly('c')))
    expect(events.at(-1)?.data).toMatchObject({ period: 'FY2016-Q1' })
    expect(refusal(await ledger.record([figure('c', 'K-0', 96, '2016/17-Q1')]))).toEqual([
      409,
      'command 1: an actual of KPI "K-0" for FY2016-Q1 is already recorded; correct it instead',
    ])
  })

  it('make the same command as the ledger’s own form, when it is sent again', async () => {
    const ledger = await open()
    const id = '00000000-0000-4000-8000-0000000000aa'
    const last = (period: string): Command => ({ ...figure('c', 'K-0', 95, period), id })
    orThrow(await ledger.record([...contractOf('c'), last('2016/17-Q1')]))
    for (const period of ['2016/17-Q1', '2016/17 Q1', 'FY2016-Q1'])
      expect(orThrow(await ledger.record([last(period)])).already).toEqual([id])
  })

  it('mean the same as the ledger’s own form in every question', async () => {
    const ledger = await open(memoryStore(), { now: fixedClock('2016-08-01T09:00:00.000Z') })
    orThrow(await ledger.record(quarterly('c')))
    const kpi = 'K-0'
    const [from, to] = ['r', 'r']
    const ask = async (period: string, year: string): Promise<ReadonlyArray<unknown>> => [
      await ledger.scorecard('c', { period: [period, year] }),
      await ledger.comparison('c', { from, to, period }),
      await ledger.explanation('c', { kpi, period }),
      await ledger.tracker('c', { kpi, year }),
      (await ledger.follow('c', { kind: 'scorecard', period }).next()).value as unknown,
    ]
    expect(await ask('2016/17 Q1', '2016/17')).toEqual(await ask('FY2016-Q1', 'FY2016'))
    const published = orThrow(await ledger.publish('c', { period: '2016/17-Q1', actor: 'Chair' }))
    expect(published.data).toMatchObject({ period: 'FY2016-Q1' })
  })

  it('are refused if the second year is not the next one', async () => {
    const ledger = await open()
    orThrow(await ledger.record(quarterly('c')))
    const expected = 'expected 2016/17 for the financial year that starts in 2016, got "2016/18'
    expect(refusal(await ledger.scorecard('c', { period: '2016/18' }))[1]).toContain(expected)
    expect(refusal(await ledger.tracker('c', { kpi: 'K-0', year: '2016/18' }))[1]).toContain(
      expected,
    )
    expect(refusal(await ledger.record([figure('c', 'K-0', 1, '2016/18-Q2')]))[1]).toContain(
      expected,
    )
  })

  it('are refused for a contract whose year starts in January, with what to write instead', async () => {
    const ledger = await open()
    orThrow(await ledger.record(ofCalendarYear('c')))
    const [kpi, period] = ['K-0', '2016/17-Q1']
    const said = (written: string, write: string): string =>
      `${written} is not a period of this contract, whose year starts in January; write ${write}`
    const ofQuarter = [422, said('2016/17-Q1', 'FY2016-Q1')]
    expect(refusal(await ledger.scorecard('c', { period: ['2016-04', period] }))).toEqual(ofQuarter)
    expect(refusal(await ledger.comparison('c', { from: 'r', to: 'r', period }))).toEqual(ofQuarter)
    expect(refusal(await ledger.explanation('c', { kpi, period }))).toEqual(ofQuarter)
    expect(refusal(await ledger.publish('c', { period, actor: 'Chair' }))).toEqual(ofQuarter)
    expect(refusal(await ledger.tracker('c', { kpi, year: '2016/17' }))).toEqual([
      422,
      said('2016/17', 'FY2016'),
    ])
    expect(refusal(await ledger.record([figure('c', kpi, 1, period)]))).toEqual([
      422,
      `command 1: ${said('2016/17-Q1', 'FY2016-Q1')}`,
    ])
    const together = [...ofCalendarYear('d'), figure('d', kpi, 1, period)]
    expect(refusal(await ledger.record(together))[0]).toBe(422)
    expect(refusal(await ledger.portfolio({ period }))).toEqual([
      422,
      said('2016/17-Q1', 'FY2016-Q1').replace('this contract', 'contract "c"'),
    ])
    expect(refusal(await ledger.scorecard('c', { period: 'FY2016-Q2' }))[0]).toBe(200)
  })
})
