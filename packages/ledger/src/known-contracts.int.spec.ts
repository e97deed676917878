import { memoryStore } from '@kpi-ledger/adapters'
import type { StoreError } from '@kpi-ledger/core'
import type { EventReader } from '@kpi-ledger/core/store'
import * as E from 'fp-ts/Either'
import type { LedgerError } from './error'
import { withContracts } from './known-contracts'

const unknown: LedgerError = { _tag: 'NoSuchContract' }
const unavailable: StoreError = { _tag: 'Unavailable', reason: 'gone' }

const asked = (error: LedgerError, reader: E.Either<StoreError, EventReader>, contract?: unknown) =>
  withContracts(E.left(error), contract, () => Promise.resolve(reader))

const silent: EventReader = {
  ...memoryStore(),
  readAll: async function* () {
    yield await Promise.resolve(E.left(unavailable))
  },
}

it.each([
  ['cannot be opened', E.left(unavailable)],
  ['cannot be read', E.right(silent)],
])('an unknown contract is the error even if the store %s to offer others', async (_, reader) => {
  expect(await asked(unknown, reader, 'c')).toEqual(E.left(unknown))
})

it('an unknown contract names itself, if it was named by a text, and those there are', async () => {
  const empty = E.right(memoryStore())
  expect(await asked(unknown, empty, 'c')).toEqual(
    E.left({ ...unknown, contract: 'c', contracts: [] }),
  )
  expect(await asked(unknown, empty)).toEqual(E.left({ ...unknown, contracts: [] }))
  const refusal = { _tag: 'UnknownContract', contract: 'c' } as const
  const refused: LedgerError = { _tag: 'Refused', index: 0, refusal, further: [] }
  expect(await asked(refused, empty, 'c')).toEqual(
    E.left({ ...refused, refusal: { ...refusal, contracts: [] } }),
  )
})

it('any other error, and any answer, is left as it is, and the store not asked', async () => {
  const never = () => Promise.reject(new Error('asked'))
  const refusal = { _tag: 'SucceedsItself', kpi: 'A' } as const
  const other: ReadonlyArray<LedgerError> = [
    unavailable,
    { _tag: 'Refused', index: 0, refusal, further: [] },
  ]
  for (const error of other)
    expect(await withContracts(E.left(error), 'c', never)).toEqual(E.left(error))
  expect(await withContracts(E.right(1), 'c', never)).toEqual(E.right(1))
})
