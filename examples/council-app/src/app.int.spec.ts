import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openLedger, orThrow } from '@kpi-ledger/ledger'
import type { FastifyInstance } from 'fastify'
import { appOn } from './app'

const setUp = [
  {
    ...{ type: 'RegisterContract', contract: 'parks', title: 'Grounds maintenance' },
    ...{ authority: 'Anytown Council', supplier: 'Green Ltd', yearStart: 4 },
  },
]

let app: FastifyInstance | null = null
afterEach(() => app?.close())

it('serves answers unchanged, and errors with their status and sentence', async () => {
  app = appOn(orThrow(await openLedger('memory:')))
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const ask = async (path: string, init?: RequestInit): Promise<readonly [number, unknown]> => {
    const response = await fetch(`${address}${path}`, init)
    return [response.status, await response.json()]
  }
  const headers = { 'content-type': 'application/json' }
  const post = { method: 'POST', headers, body: JSON.stringify(setUp) }
  expect(await ask('/commands?actor=Parks', post)).toMatchObject([
    200,
    { events: [{ type: 'ContractRegistered', metadata: { actor: 'Parks' } }] },
  ])
  expect(await ask('/commands?actor=Parks', post)).toEqual([
    409,
    { error: 'command 1: contract "parks" is already registered' },
  ])
  expect(await ask('/contracts')).toMatchObject([200, { contracts: [{ contract: 'parks' }] }])
  expect(await ask('/contracts/none/scorecard?period=2024-04')).toMatchObject([404, {}])
  expect(await ask('/contracts/parks/scorecard?period=2024-4')).toMatchObject([400, {}])
  expect(await ask('/contracts/parks/kpis/P1/FY2024')).toMatchObject([422, {}])
})

it('is the code that its page shows', () => {
  const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8')
  expect(page).toContain(readFileSync(join(__dirname, 'app.ts'), 'utf8').trimEnd())
})
