import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const core = resolve(__dirname, '../..')

const script = `
const { decodeLine } = require(process.argv[1])
const line = (period) => JSON.stringify({
  id: '00000000-0000-4000-8000-000000000001', stream: 'kpiContract-pssp', revision: 3,
  type: 'ActualRecorded', version: 1, recordedAt: '2016-06-10T09:00:00.000Z',
  data: { kpi: 'R&B-K-001', period, outcome: { kind: 'measured', value: 10.96 } },
})
const answers = ['2016-04', '2016-13'].map((period) => decodeLine()(line(period)))
console.log(answers.map((a) => a._tag + (a.left?.faults[0].path ?? '')).join(' '))
`

describe('a host that forbids code from strings', () => {
  const options = { encoding: 'utf8' } as const
  const run = (...flags: ReadonlyArray<string>) =>
    spawnSync(process.execPath, [...flags, '-e', script, core], options)

  it('still decodes', () => {
    const strict = run('--disallow-code-generation-from-strings')
    expect([strict.stdout, strict.stderr]).toEqual(['Right Leftdata.period\n', ''])
    expect(run().stdout).toBe(strict.stdout)
  })
})
