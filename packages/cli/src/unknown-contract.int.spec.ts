import { writeFileSync } from 'node:fs'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const contract = (id: string) => ({
  ...{ type: 'RegisterContract', contract: id, title: id, authority: 'A', supplier: 'S' },
  yearStart: 4,
})
const note = { type: 'AddNote', contract: 'park', period: '2016-05', text: 'Late.' }
const store = ['--store', 'sqlite:contracts.db']

describe('a command about an unknown contract', () => {
  it('is refused, listing the existing ones', async () => {
    const lines = ['parks', 'roads'].map((id) => JSON.stringify(contract(id)))
    writeFileSync('contracts.ndjson', lines.join('\n'))
    writeFileSync('note.json', JSON.stringify(note))
    expect((await kpiLedger('record', ...store, 'contracts.ndjson')).status).toBe(0)
    const offered = 'no contract "park" is registered; did you mean "parks"?'
    const recorded = await kpiLedger('record', ...store, 'note.json')
    expect([recorded.status, recorded.err]).toEqual([2, expect.stringContaining(offered)])
    const event = '00000000-0000-4000-8000-000000000000'
    const withdrawn = await kpiLedger(
      ...['withdraw', ...store, '--contract', 'park', '--event', event, '--reason', 'twice'],
    )
    expect([withdrawn.status, withdrawn.err]).toEqual([2, expect.stringContaining(offered)])
  })
})
