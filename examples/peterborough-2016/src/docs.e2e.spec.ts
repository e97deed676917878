import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..', '..', '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

describe('code in the documentation', () => {
  it.each([
    ['README.md', 'ratings'],
    ['docs/tutorial.md', 'record-and-ask'],
  ])('%s shows the file that is run', (page, file) => {
    expect(read(page)).toContain(read(`examples/peterborough-2016/src/${file}.ts`).trimEnd())
  })

  /** What a built program prints. */
  const ran = (program: string, ...argv: ReadonlyArray<string>) => {
    const built = join(__dirname, '..', 'dist', `${program}.js`)
    const { status, stdout, stderr } = spawnSync(process.execPath, [built, ...argv], {
      ...{ cwd: root, encoding: 'utf8' },
    })
    return { status, stdout, stderr }
  }

  it('prints the ratings of May 2016, one KPI per line, or what is wrong', () => {
    const { status, stdout } = ran('ratings', 'examples/peterborough-2016/ledger.ndjson')
    const lines = stdout.trimEnd().split('\n')
    expect([status, lines.length]).toEqual([0, 22])
    expect(lines.slice(0, 2)).toEqual(['STS-K-009: Target Met', 'R&B-K-001: Exceeded'])
    expect(ran('ratings', 'none.ndjson').stderr).toContain('none.ndjson: no such file')
  })

  it('prints what was known before and after a correction', () => {
    expect(ran('record-and-ask')).toMatchObject({ status: 0, stdout: "[ 'Met', 'Not met' ]\n" })
  })
})
