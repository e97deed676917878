import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const example = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const asking = ['--contract', 'pssp']

interface Listed {
  readonly id: string
  readonly type: string
  readonly revision: number
}

const eventsOf = async (): Promise<ReadonlyArray<Listed>> => {
  const { out } = await kpiLedger('history', ...asking, '--format', 'json')
  return JSON.parse(out) as ReadonlyArray<Listed>
}

describe('withdraw', () => {
  it('M29 records a withdrawal, which history shows with its reason', async () => {
    await kpiLedger('import', example)
    const before = await eventsOf()
    const last = before.findLast(({ type }) => type === 'ActualRecorded')
    const event = last?.id ?? ''
    const why = ['--reason', 'typed twice', '--actor', 'A. Clerk']
    const { status, err } = await kpiLedger('withdraw', ...asking, '--event', event, ...why)
    expect([status, err]).toEqual([0, ''])
    const after = await eventsOf()
    expect(after.slice(0, -1)).toEqual(before)
    expect(after.at(-1)).toMatchObject({
      ...{ type: 'EventWithdrawn', revision: before.length },
      ...{ data: { event, reason: 'typed twice' }, metadata: { actor: 'A. Clerk' } },
    })
    const { out } = await kpiLedger('history', ...asking)
    expect(out).toMatch(/typed twice/)
    const again = await kpiLedger('withdraw', ...asking, '--event', event, ...why)
    expect([again.status, again.err]).toEqual([
      2,
      expect.stringContaining(`event ${event} has already been withdrawn`),
    ])
    expect(await eventsOf()).toHaveLength(after.length)
  })
})
