import { memoryStore } from '@kpi-ledger/adapters'
import { fixedClock, psspScheme, sequentialIds } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import type { Command } from './contract/command.codec'
import { describe as inWords } from './describe'
import { streamOf } from './events/envelope'
import { execute, rehearse } from './execute'
import { collect } from './store/pages'

const contract = 'c'
const target = { comparator: '>=', value: 90 } as const
const begin: ReadonlyArray<Command> = [
  { type: 'RegisterContract', contract, title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
  {
    type: 'AdoptRegime',
    contract,
    regime: 'first',
    title: 'First',
    effectiveFrom: '2015-04',
    scheme: psspScheme,
  },
  {
    ...{
      type: 'DefineKPI',
      contract,
      regime: 'first',
      kpi: 'K',
      description: 'K',
      serviceArea: 'S',
    },
    ...{ frequency: 'monthly', unit: 'percent', effectiveFrom: '2015-04', target },
  },
]
const adopt: Command = {
  ...{ type: 'AdoptRegime', contract, regime: 'second', title: 'Second' },
  ...{ effectiveFrom: '2016-04', scheme: psspScheme },
}
const carryOver: Command = {
  ...{ type: 'ReviseTarget', contract, regime: 'second', kpi: 'K' },
  ...{ effectiveFrom: '2016-04', target },
}
const record = (period: string, value: number): Command => ({
  ...{ type: 'RecordActual', contract, kpi: 'K', period, outcome: { kind: 'measured', value } },
})

const started = async () => {
  const environment = { store: memoryStore(), now: fixedClock(), newId: sequentialIds() }
  expect(await execute(environment)(begin)()).toMatchObject({ right: { advice: [] } })
  const size = async () => {
    const all = await collect(environment.store.read(streamOf(contract)))()
    return E.isRight(all) ? all.right.length : -1
  }
  return { environment, size }
}

const odd = [record('2015-05', 90), record('2015-06', 9416), record('2999-06', 90)]
const advice = [
  {
    ...{ advice: 'outside-unit', rule: 'M40', index: 1, kpi: 'K', period: '2015-06' },
    sentence: 'K for 2015-06: 9416 is more than 100 %',
  },
  {
    ...{ advice: 'not-begun', rule: 'M40', index: 2, kpi: 'K', period: '2999-06' },
    sentence: 'K for 2999-06: the period had not begun; it begins in 2999-06',
  },
]

describe('M40 advice', () => {
  it('comes with the answer, by command, and what looks wrong is recorded', async () => {
    const { environment, size } = await started()
    expect(await rehearse(environment)(odd)()).toMatchObject({ right: { advice } })
    expect(await size()).toBe(3)
    expect(await execute(environment)(odd)()).toMatchObject({ right: { advice } })
    expect(await size()).toBe(6)
  })

  it('refuses all commands if asked to, and says why', async () => {
    const { environment, size } = await started()
    const strict = { ...environment, strict: true }
    for (const run of [rehearse(strict), execute(strict)]) {
      const refused = await run(odd)()
      expect(refused).toEqual(E.left({ _tag: 'AdvisedAgainst', advice }))
      expect(E.isLeft(refused) && inWords(refused.left)).toBe(
        'command 2: K for 2015-06: 9416 is more than 100 %; command 3: K for 2999-06: the period had not begun; it begins in 2999-06',
      )
    }
    expect(await size()).toBe(3)
    expect(await execute(strict)([record('2015-06', 94.16)])()).toMatchObject({
      right: { advice: [] },
    })
  })

  it('is about the whole batch: a regime adopted with the targets it carries over drops nothing (M22a)', async () => {
    const { environment } = await started()
    const dropped = [
      { advice: 'not-carried-over', rule: 'M22a', index: 0, kpi: null, period: null },
    ]
    expect(await rehearse(environment)([adopt])()).toMatchObject({ right: { advice: dropped } })
    expect(await execute(environment)([adopt, carryOver])()).toMatchObject({
      right: { advice: [] },
    })
  })

  it('is not given again for a command sent again', async () => {
    const { environment } = await started()
    const sent: ReadonlyArray<Command> = [
      { ...record('2015-06', 9416), id: '00000000-0000-4000-8000-00000000abcd' },
    ]
    expect(await execute(environment)(sent)()).toMatchObject({ right: { already: [] } })
    expect(await execute({ ...environment, strict: true })(sent)()).toMatchObject({
      right: { already: [sent[0]?.id], advice: [] },
    })
  })
})
