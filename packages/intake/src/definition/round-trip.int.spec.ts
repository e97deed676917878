import { memoryStore } from '@kpi-ledger/adapters'
import { execute, foldHistory, readHistory, type Command } from '@kpi-ledger/core'
import { rules, type History, type Rules } from '@kpi-ledger/projections'
import { arbitraryLedger, fc, fixedClock, sequentialIds } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import { runs } from '../../../../scripts/jest/runs'
import { definitionExample } from './example'
import { planDefinition, type PlanOptions } from './plan-definition'
import { readDefinition } from './read-definition'
import { writeDefinition } from './write-definition'

const right = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left, null, 1))
  return answer.right
}

const rulesOf = (history: History): Rules => right(rules(history))
const written = (history: History): string => writeDefinition(history, rulesOf(history))

const plan = (history: History | null, text: string, options?: PlanOptions) =>
  planDefinition(history, right(readDefinition(text)), options)

const commandsOf = (history: History | null, text: string, options?: PlanOptions) =>
  right(plan(history, text, options)).map(({ command }) => command)

const faultsOf = (history: History | null, text: string, options?: PlanOptions) => {
  const planned = plan(history, text, options)
  return E.isRight(planned) ? [] : planned.left.map(({ message }) => message)
}

/** Records commands in an empty store, and gives the history. */
const recordedIn = async (contract: string, ...batches: ReadonlyArray<ReadonlyArray<Command>>) => {
  const store = memoryStore()
  const environment = { store, now: fixedClock(), newId: sequentialIds() }
  for (const batch of batches) right(await execute(environment)(batch)())
  return right(await readHistory(store, contract)())
}

/** Rules without the ids of events and without what no definition can state. */
const meant = ({ regimes, ...rest }: Rules) => ({
  ...rest,
  regimes: regimes.map(({ kpis, ...regime }) => ({
    ...regime,
    kpis: kpis
      .map(({ statements, ...kpi }) => ({
        ...kpi,
        statements: statements.map(({ event: _, ...statement }) => statement),
      }))
      .sort((a, b) => (a.kpi < b.kpi ? -1 : 1)),
  })),
})

describe('define and rules', () => {
  it('leave each other nothing to do, on any ledger', () => {
    fc.assert(
      fc.property(arbitraryLedger({ maxCommands: 25 }), (events) => {
        const history = foldHistory(events)
        const before = rulesOf(history)
        expect(commandsOf(history, written(history))).toEqual([])
        expect(rulesOf(history)).toEqual(before)
      }),
      { numRuns: runs(100) },
    )
  })

  it('set up the same rules in an empty ledger', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLedger({ maxCommands: 25 }), async (events) => {
        const history = foldHistory(events)
        const commands = commandsOf(null, written(history), { reason: 'set up' })
        const setUp = await recordedIn('pssp', commands)
        expect(meant(rulesOf(setUp))).toEqual(meant(rulesOf(history)))
      }),
      { numRuns: runs(60) },
    )
  })
})

describe('planDefinition', () => {
  const changed = definitionExample
    .replace('Grounds maintenance\n', 'Grounds care\n')
    .replace('label: Failed', 'label: Failing')
    .replace('Days to clear a fallen tree', 'Days to clear a tree')
    .replace('"<= 3 days"', '"<= 4 days"')

  it('registers a contract the first time, and has nothing to do the second time', async () => {
    const commands = commandsOf(null, definitionExample)
    expect(commands.map(({ type }) => type)).toEqual([
      ...['RegisterContract', 'AdoptRegime', 'DefineKPI', 'ReviseTarget', 'DefineKPI'],
    ])
    const history = await recordedIn('parks', commands)
    expect(commandsOf(history, definitionExample)).toEqual([])
  })

  it('M30 amends what differs from the ledger, with a reason', async () => {
    const history = await recordedIn('parks', commandsOf(null, definitionExample))
    expect(faultsOf(history, changed)).toEqual([
      'the amended title of the contract needs a reason',
      'the amended scheme of regime "parks-2016" needs a reason',
      'the revised description of KPI "P2" needs a reason',
      'the revised target of KPI "P2" from 2016-04 needs a reason',
    ])
    const commands = commandsOf(history, changed, { reason: 'agreed' })
    expect(commands.map(({ type }) => type)).toEqual([
      ...['AmendContract', 'AmendRegime', 'ReviseDefinition', 'ReviseTarget'],
    ])
    const after = await recordedIn('parks', commandsOf(null, definitionExample), commands)
    expect(commandsOf(after, changed)).toEqual([])
  })

  it('records the owner, aggregation and words for each reason only once', async () => {
    const owned = definitionExample
      .replace('unit: days', 'unit: days\n        owner: Trees team\n        aggregation: mean')
      .replace(
        'notRated: No data',
        'notRated: {label: No data, by: {no-target: {label: Data only, code: data-only}}}',
      )
    const history = await recordedIn('parks', commandsOf(null, owned))
    expect(commandsOf(history, owned)).toEqual([])
    expect(commandsOf(history, written(history))).toEqual([])
    const other = owned.replace('Trees team', 'Parks team')
    const [command, ...others] = commandsOf(history, other, { reason: 'merged' })
    expect([command, others]).toMatchObject([{ type: 'ReviseDefinition', owner: 'Parks team' }, []])
  })

  it('M7 retires a KPI only if the file says so, never for being left out', async () => {
    const history = await recordedIn('parks', commandsOf(null, definitionExample))
    const without = definitionExample.slice(0, definitionExample.indexOf('      - kpi: P2'))
    expect(faultsOf(history, without)).toEqual([
      expect.stringContaining(
        'KPI "P2" of the ledger is not in the file under regime "parks-2016"',
      ),
    ])
    const retired = `${definitionExample}        retired: {effectiveFrom: 2017-01, reason: no trees left}\n`
    const [command, ...others] = commandsOf(history, retired)
    expect(others).toEqual([])
    expect(command).toMatchObject({ type: 'RetireKPI', kpi: 'P2', reason: 'no trees left' })
  })

  it('reports everything that differs from the ledger and cannot be amended, and plans nothing', async () => {
    const history = await recordedIn('parks', commandsOf(null, definitionExample))
    const otherwise = definitionExample
      .replace('yearStart: April', 'yearStart: January')
      .replace('effectiveFrom: 2016-04', 'effectiveFrom: 2016-05')
      .replace('2016-10', '2016-11')
    const faults = faultsOf(history, otherwise, { reason: 'moved' })
    expect(faults).toEqual([
      expect.stringContaining('yearStart: the ledger has 4'),
      expect.stringContaining('starts in 2016-04 in the ledger'),
      ...['2016-04', '2016-10'].map((month): unknown =>
        expect.stringContaining(`"P1" has a target from ${month}`),
      ),
      expect.stringContaining('"P2" has a target from 2016-04'),
    ])
    expect([...history.origins]).toHaveLength(5)
  })
})

describe('planDefinition on the KPIs of a ledger', () => {
  const retiredFrom = (month: string): string =>
    `${definitionExample}        retired: {effectiveFrom: ${month}, reason: no trees left}\n`

  const nextRegime = (kpi: string): string => {
    const scheme = definitionExample.slice(
      definitionExample.indexOf('    levels: [floor]'),
      definitionExample.indexOf('    kpis:'),
    )
    const regime = '  - regime: parks-2018\n    title: Parks\n    effectiveFrom: 2018-04\n'
    return `${definitionExample}${regime}${scheme}    kpis:\n      - {${kpi}}\n`
  }

  it('M7 a retirement is moved to an earlier month with a reason, never later or undone', async () => {
    const history = await recordedIn('parks', commandsOf(null, retiredFrom('2017-01')))
    expect(commandsOf(history, retiredFrom('2017-01'))).toEqual([])
    expect(commandsOf(history, retiredFrom('2016-12'))).toMatchObject([{ type: 'RetireKPI' }])
    const undone = 'KPI "P2" is retired from 2017-01 in the ledger; to undo that, withdraw it'
    expect(faultsOf(history, retiredFrom('2017-02'))).toEqual([undone])
    expect(faultsOf(history, definitionExample)).toEqual([undone])
    expect(
      faultsOf(history, retiredFrom('2016-12').replace(', reason: no trees left', '')),
    ).toEqual(['the retirement of KPI "P2" needs a reason'])
  })

  it('M5 a KPI that is carried over to the next regime has its target alone', async () => {
    const carried = nextRegime('kpi: P2, target: at most 2, levels: {floor: 9}')
    const history = await recordedIn('parks', commandsOf(null, definitionExample))
    expect(commandsOf(history, carried)).toMatchObject([
      { type: 'AdoptRegime', regime: 'parks-2018' },
      { type: 'ReviseTarget', regime: 'parks-2018', kpi: 'P2', effectiveFrom: '2018-04' },
    ])
    const after = await recordedIn('parks', commandsOf(null, carried))
    expect(commandsOf(after, carried)).toEqual([])
    expect(written(after).split('Days to clear a fallen tree')).toHaveLength(2)
  })

  it('M5 a KPI that was never defined cannot be carried over', () => {
    const [fault, ...others] = faultsOf(
      null,
      nextRegime('kpi: P3, target: at most 2, levels: {floor: 9}'),
    )
    expect(others).toEqual([])
    expect(fault).toBe('no KPI "P3" has been defined; did you mean "P1" or "P2"?')
  })

  it('M8 what revises a definition holds from the last revision in the ledger on, if that is later', async () => {
    const setUp = commandsOf(null, definitionExample)
    const owner: Command = {
      ...{ type: 'ReviseDefinition', contract: 'parks', regime: 'parks-2016', kpi: 'P2' },
      ...{ effectiveFrom: '2017-06', description: 'Days to clear a tree', reason: 'merged' },
    }
    const history = await recordedIn('parks', setUp, [owner])
    expect(commandsOf(history, definitionExample, { reason: 'put right' })).toMatchObject([
      { type: 'ReviseDefinition', effectiveFrom: '2017-06' },
    ])
  })

  it('M8 what a KPI succeeds is never revised, and what is stated never left out', async () => {
    const owned = definitionExample.replace('unit: days', 'unit: days\n        owner: Trees team')
    const history = await recordedIn('parks', commandsOf(null, owned))
    const changed = definitionExample.replace('unit: days', 'unit: days\n        succeeds: P1')
    expect(faultsOf(history, changed, { reason: 'agreed' })).toEqual([
      'KPI "P2": owner is stated in the ledger and cannot be left out again',
      'KPI "P2": succeeds cannot be revised',
    ])
  })

  it('M8 what has a value by default is revised to it if the file leaves it out', async () => {
    const precise = definitionExample.replace('unit: days', 'unit: days\n        decimals: 3')
    const history = await recordedIn('parks', commandsOf(null, precise))
    expect(commandsOf(history, definitionExample, { reason: 'too precise' })).toMatchObject([
      { type: 'ReviseDefinition', kpi: 'P2', decimals: 2 },
    ])
  })

  it('M23 a KPI cannot succeed one that neither the file nor the ledger has', () => {
    const unknown = definitionExample.replace('unit: days', 'unit: days\n        succeeds: P9')
    expect(faultsOf(null, unknown)).toEqual([expect.stringContaining('"P9"')])
  })

  it('M23 a KPI is planned after the one it succeeds, however the file orders them', async () => {
    const swapped = definitionExample.replace(
      '      - kpi: P1\n',
      '      - kpi: P1\n        succeeds: P2\n',
    )
    const commands = commandsOf(null, swapped)
    const defined = commands.flatMap((each) => (each.type === 'DefineKPI' ? [each.kpi] : []))
    expect(defined).toEqual(['P2', 'P1'])
    const history = await recordedIn('parks', commands)
    expect(commandsOf(history, written(history))).toEqual([])
  })

  it('M30 a regime is given another title, and is never left out', async () => {
    const history = await recordedIn('parks', commandsOf(null, nextRegime('kpi: P2, target: none')))
    expect(faultsOf(history, definitionExample)).toEqual([
      'regime "parks-2018" of the ledger is not in the file: leaving it out does not undo what is recorded',
    ])
    const retitled = nextRegime('kpi: P2, target: none').replace(
      'title: Parks\n',
      'title: Greens\n',
    )
    expect(commandsOf(history, retitled, { reason: 'renamed' })).toMatchObject([
      { type: 'AmendRegime', regime: 'parks-2018', title: 'Greens' },
    ])
  })
})
