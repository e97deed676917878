import { memoryStore } from '@kpi-ledger/adapters'
import { arbitraryLedger, psspScheme } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { runs } from '../../../scripts/jest/runs'
import type { Command } from './contract/command.codec'
import { decodeCommands } from './contract/decode-commands'
import { contractOf, type RecordedEvent } from './events/envelope'
import { definitions } from './events/registry'
import { rehearse } from './execute'

let ids = 0
const environment = {
  store: memoryStore(),
  now: () => '2999-01-01T00:00:00.000Z',
  newId: () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
}

/** The positions of the commands of a batch that are refused. */
const refusedIn = async (commands: ReadonlyArray<Command>): Promise<ReadonlyArray<number>> => {
  const rehearsed = await rehearse(environment)(commands)()
  if (E.isRight(rehearsed)) return []
  if (rehearsed.left._tag !== 'Refused') throw new Error(rehearsed.left._tag)
  const { index, further } = rehearsed.left
  return [index, ...further.map((each) => each.index)]
}

/** The events before the first publication, which no command of a batch makes. */
const beforePublication = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecordedEvent> => {
  const first = events.findIndex(({ type }) => type === 'ScorecardPublished')
  return first === -1 ? events : events.slice(0, first)
}

/** An accepted batch, and the commands in it that are to be refused. */
const batches = fc
  .tuple(
    arbitraryLedger({ maxCommands: 25 }).map((events) =>
      decodeCommands(
        beforePublication(events).map(({ type, stream, id, data }) => ({
          ...{ type: definitions[type].command, contract: contractOf(stream), id },
          ...data,
        })),
      ),
    ),
    fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
  )
  .map(([decoded, picked]) => {
    if (E.isLeft(decoded)) throw new Error('not commands')
    const { length } = decoded.right
    const broken = new Set(picked.map((each) => each % length))
    return { commands: decoded.right, broken }
  })

describe('after a refusal in a batch', () => {
  it('every further one is reported, except those that would be accepted once the first is fixed', () =>
    fc.assert(
      fc.asyncProperty(batches, async ({ commands, broken }) => {
        expect(await refusedIn(commands)).toEqual([])
        const some = commands.map((command, index) =>
          broken.has(index) ? { ...command, expectedRevision: 99_999 } : command,
        )
        expect(await refusedIn(some)).toEqual([...broken].sort((a, b) => a - b))
      }),
      { numRuns: runs(60) },
    ))

  const contract = 'c'
  const register: Command = {
    ...{ type: 'RegisterContract', contract, title: 'T', authority: 'A', supplier: 'S' },
    yearStart: 4,
  }
  const adopt: Command = {
    ...{ type: 'AdoptRegime', contract, regime: 'r', effectiveFrom: '2016-04', title: 'R' },
    scheme: psspScheme,
  }
  const actual = (kpi: string): Command => ({
    ...{ type: 'RecordActual', contract, kpi, period: '2016-04' },
    outcome: { kind: 'measured', value: 1 },
  })
  const note = (kpi?: string): Command => ({
    ...{ type: 'AddNote', contract, period: '2016-04', text: 'seen' },
    ...(kpi === undefined ? {} : { kpi }),
  })

  it.each<[string, ReadonlyArray<Command>, ReadonlyArray<number>]>([
    ['other KPIs are judged', [register, actual('A'), actual('B'), note('C')], [1, 2, 3]],
    ['the same KPI is not', [register, actual('A'), actual('A'), note('A')], [1]],
    ['a contract as a whole is not', [register, actual('A'), register], [1]],
    ['nothing of its contract is, if it was of that', [adopt, actual('A'), note('B')], [0]],
    ['other contracts are', [actual('A'), { ...note(), contract: 'd' }], [0, 1]],
    ['a note on a contract hides nothing', [note(), note('A'), actual('A')], [0, 1]],
  ])('%s', async (_, commands, refused) => {
    expect(await refusedIn(commands)).toEqual(refused)
  })
})
