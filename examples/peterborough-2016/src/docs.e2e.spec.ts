import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordAndAsk } from './record-and-ask'
import { ratings } from './five-lines'

const root = join(__dirname, '..', '..', '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

describe('code in the documentation', () => {
  it.each([
    ['README.md', 'five-lines'],
    ['docs/tutorial.md', 'record-and-ask'],
  ])('%s shows the file that is run', (page, file) => {
    expect(read(page)).toContain(read(`examples/peterborough-2016/src/${file}.ts`).trimEnd())
  })

  it('rates May 2016 in five lines', async () => {
    const found = await ratings(join(root, 'examples/peterborough-2016/ledger.ndjson'))
    expect(found).toHaveLength(22)
    expect(found.slice(0, 2)).toEqual(['STS-K-009: Target Met', 'R&B-K-001: Exceeded'])
    await expect(ratings('none.ndjson')).rejects.toMatchObject({ error: { _tag: 'Unavailable' } })
  })

  it('says what was known before and after a correction', async () => {
    expect(await recordAndAsk()).toEqual(['Met', 'Not met'])
  })
})
