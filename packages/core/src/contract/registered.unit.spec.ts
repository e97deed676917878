import { recorded } from '@kpi-ledger/testing'
import * as E from 'fp-ts/Either'
import type { RecordedEvent } from '../events/envelope'
import { historySize } from '../history/history'
import type { Positioned, ReadAllOptions } from '../store/event-store'
import type { StoreError } from '../store/store-error'
import { register } from './commands.spec'
import { readHistory } from './read-history'
import { contractIds } from './registered'

const { type: _, ...data } = register

const eventsOf = (contract: string): ReadonlyArray<RecordedEvent> =>
  recorded(contract, [
    { type: 'ContractRegistered', data: { ...data, contract } },
    { type: 'NoteAdded', data: { period: '2016-04', text: 'A note' } },
  ])

const placed = (contract: string): ReadonlyArray<Positioned> =>
  eventsOf(contract).map((event) => ({ event, position: { kind: 'store', at: '1' } }))

const failure: StoreError = { _tag: 'Unavailable', reason: 'gone' }

describe('the ids of all contracts', () => {
  it('are asked of a store by their registrations, and sorted', async () => {
    const asked: Array<ReadAllOptions | undefined> = []
    const ids = contractIds({
      // It may give more than it was asked for.
      readAll: async function* (options) {
        asked.push(options)
        for (const each of ['pssp', 'b', 'ict']) yield await Promise.resolve(E.right(placed(each)))
      },
    })
    expect(await ids()).toStrictEqual(E.right(['b', 'ict', 'pssp']))
    expect(asked).toEqual([{ filter: { types: ['ContractRegistered'] } }])
  })
})

describe('the history of a contract', () => {
  it('is read from its stream, and empty if there is none', async () => {
    const read = async function* (stream: string) {
      yield await Promise.resolve(E.right(stream === 'kpiContract-pssp' ? eventsOf('pssp') : []))
    }
    const history = await readHistory({ read }, 'pssp')()
    expect(E.isRight(history) && historySize(history.right)).toBe(2)
    const none = await readHistory({ read }, 'ict')()
    expect(E.isRight(none) && none.right.contract).toBeNull()
  })

  it('is not known from a store that cannot be read', async () => {
    const read = async function* () {
      yield await Promise.resolve(E.left(failure))
    }
    expect(await readHistory({ read }, 'pssp')()).toEqual(E.left(failure))
  })
})
