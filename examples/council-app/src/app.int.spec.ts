import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openLedger, orThrow } from '@kpi-ledger/ledger'
import { appOn } from './app'

const setUp = [
  {
    ...{ type: 'RegisterContract', contract: 'parks', title: 'Grounds maintenance' },
    ...{ authority: 'Anytown Council', supplier: 'Green Ltd', yearStart: 4 },
  },
]

it('serves answers as they are, and errors with their status and sentence', async () => {
  const app = appOn(orThrow(await openLedger('memory:')))
  const post = await app.inject({ method: 'POST', url: '/commands?actor=Parks', payload: setUp })
  expect([post.statusCode, post.json()]).toMatchObject([
    200,
    { events: [{ type: 'ContractRegistered', metadata: { actor: 'Parks' } }] },
  ])
  const again = await app.inject({ method: 'POST', url: '/commands?actor=Parks', payload: setUp })
  expect([again.statusCode, again.json()]).toEqual([
    409,
    { error: 'command 1: contract "parks" is already registered' },
  ])
  const get = async (url: string) => {
    const { statusCode, body } = await app.inject(url)
    return [statusCode, JSON.parse(body) as unknown]
  }
  expect(await get('/contracts')).toMatchObject([200, { contracts: [{ contract: 'parks' }] }])
  expect(await get('/contracts/none/scorecard?period=2024-04')).toMatchObject([404, {}])
  expect(await get('/contracts/parks/scorecard?period=2024-4')).toMatchObject([400, {}])
  expect(await get('/contracts/parks/kpis/P1/FY2024')).toMatchObject([422, {}])
  await app.close()
})

it('is what its page shows', () => {
  const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8')
  expect(page).toContain(readFileSync(join(__dirname, 'app.ts'), 'utf8').trimEnd())
})
