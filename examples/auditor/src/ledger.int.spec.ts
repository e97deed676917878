import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ledgerLines } from './make-ledger'

const examples = join(__dirname, '..', '..')
const linesOf = (example: string): ReadonlyArray<string> =>
  readFileSync(join(examples, example, 'ledger.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')

describe('the auditor’s ledger', () => {
  it('is exactly what the 2016 ledger and the invented steps make', async () => {
    expect(await ledgerLines()).toEqual(linesOf('auditor'))
  })

  it('begins with the 2016 ledger, every event unchanged, and marks everything else as invented', () => {
    const report = linesOf('peterborough-2016')
    const lines = linesOf('auditor')
    expect(lines.slice(0, report.length)).toEqual(report)
    for (const line of lines.slice(report.length)) expect(line).toMatch(/"actor":".* \(invented\)"/)
  })
})
