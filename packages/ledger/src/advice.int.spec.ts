import * as E from 'fp-ts/Either'
import { closeAll, contractOf, define, figure, open } from './fixture.spec'
import { describe as sentence, orThrow, status } from './index'

afterEach(closeAll)

/** A figure above 100 %, for a quarter, though the KPI has never had figures for quarters. */
const odd = figure('c', 'K-0', 950, '2016/17 Q1')
const unlikely = {
  ...{ advice: 'outside-unit', rule: 'M40', kpi: 'K-0', period: 'FY2016-Q1' },
  sentence: 'K-0 for 2016/17 Q1: 950 is more than 100 %',
}
const unusual = {
  ...{ advice: 'other-frequency', rule: 'M40', kpi: 'K-0', period: 'FY2016-Q1' },
  sentence:
    'K-0 for 2016/17 Q1: the KPI is monthly, and has never been recorded for a period of that length',
}

/** A reference that looks the same, but has a Cyrillic letter. */
const lookalike = define('c', '\u041a-0')
const confusing = { advice: 'looks-alike', rule: 'M41', kpi: null, period: null }

const sizeOf = async (ledger: Awaited<ReturnType<typeof open>>): Promise<number> =>
  orThrow(await ledger.digest('c')).size

describe('advice at the front door (M40)', () => {
  it('comes with what was recorded, and gives the position of its command', async () => {
    const ledger = await open()
    orThrow(await ledger.record(contractOf('c')))
    const { events, advice } = orThrow(
      await ledger.record([figure('c', 'K-0', 95), odd, lookalike]),
    )
    expect(events).toHaveLength(3)
    expect(advice).toMatchObject([
      { index: 1, ...unlikely },
      { index: 1, ...unusual },
      { index: 2, ...confusing },
    ])
    expect(JSON.parse(JSON.stringify(advice))).toEqual(advice)
    expect(await sizeOf(ledger)).toBe(6)
  })

  it('is empty if nothing looks wrong, strict or not', async () => {
    const ledger = await open()
    for (const strict of [false, true]) {
      const contract = strict ? 'strict' : 'lax'
      const commands = [...contractOf(contract), figure(contract, 'K-0', 95)]
      expect(orThrow(await ledger.record(commands, { strict })).advice).toEqual([])
    }
  })

  it('refuses all commands if strict, with all the advice, and records nothing', async () => {
    const ledger = await open()
    orThrow(await ledger.record(contractOf('c')))
    const commands = [figure('c', 'K-0', 95), odd, lookalike]
    for (const dryRun of [true, false]) {
      const refused = await ledger.record(commands, { strict: true, dryRun })
      if (E.isRight(refused) || refused.left._tag !== 'AdvisedAgainst')
        throw new Error('there was no advice')
      expect(refused.left.advice).toMatchObject([
        { index: 1, ...unlikely },
        { index: 1, ...unusual },
        { index: 2, ...confusing },
      ])
      expect(status(refused.left)).toBe(422)
      expect(sentence(refused.left)).toContain(`command 2: ${unlikely.sentence}; command 2: `)
      expect(await sizeOf(ledger)).toBe(3)
    }
    expect(orThrow(await ledger.record(commands)).events).toHaveLength(3)
  })

  it('comes with a dry run too, about what would be recorded', async () => {
    const ledger = await open()
    orThrow(await ledger.record(contractOf('c')))
    const { advice } = orThrow(await ledger.record([odd], { dryRun: true }))
    expect(advice).toMatchObject([
      { index: 0, ...unlikely },
      { index: 0, ...unusual },
    ])
    expect(await sizeOf(ledger)).toBe(3)
  })

  it('is not repeated for a command that was recorded before, which is not refused if strict', async () => {
    const ledger = await open()
    const sent = { ...odd, id: '00000000-0000-4000-8000-0000000000bb' }
    orThrow(await ledger.record(contractOf('c')))
    expect(orThrow(await ledger.record([sent])).advice).toHaveLength(2)
    const again = orThrow(await ledger.record([sent], { strict: true }))
    expect(again).toMatchObject({ already: [sent.id], advice: [] })
    expect(await sizeOf(ledger)).toBe(4)
  })
})
