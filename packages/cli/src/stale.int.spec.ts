import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const ledger = join(__dirname, '../../../examples/peterborough-2016/ledger.ndjson')
const store = ['--store', 'sqlite:stale.db']
const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'

const record = (command: object) => {
  writeFileSync('command.json', JSON.stringify({ contract: 'pssp', period: '2016-05', ...command }))
  return kpiLedger('record', 'command.json', ...store, '--actor', 'Ann')
}

it('M39 record: a stale command is a conflict (4), and one sent before records nothing new', async () => {
  copyFileSync(ledger, 'ledger.ndjson')
  expect(await kpiLedger('import', 'ledger.ndjson', ...store)).toMatchObject({ status: 0 })
  const correct = {
    ...{ type: 'CorrectActual', kpi: 'R&B-K-001', reason: 'counted twice', expectedRevision: 77 },
    outcome: { kind: 'measured', value: 20.3 },
  }
  expect(await record(correct)).toMatchObject({ status: 0, err: '' })
  const stale = await record({ ...correct, outcome: { kind: 'measured', value: 20.1 } })
  expect([stale.status, stale.out]).toEqual([4, ''])
  expect(stale.err).toContain('has changed since revision 77')

  const note = { type: 'AddNote', text: 'seen', id }
  const first = await record(note)
  const again = await record(note)
  expect([first.status, again.status]).toEqual([0, 0])
  expect(again.err).toBe('kpi-ledger: nothing new was recorded for 1 command sent before\n')
  expect(again.out).toBe(first.out)
  const digest = await kpiLedger('digest', '--contract', 'pssp', ...store, '--format', 'json')
  expect(JSON.parse(digest.out)).toMatchObject({ size: 80 })
})
