import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { writers } from '@kpi-ledger/report'
import { inNewFolder, kpiLedger } from './fixture.spec'

inNewFolder()

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0
/** Runs a test if the shell is installed; otherwise it is reported as skipped. */
const ifThere = (shell: string) => (has(shell) ? it : it.skip)

const scriptFor = async (shell: string): Promise<string> => {
  const { status, out } = await kpiLedger('completion', shell)
  expect(status).toBe(0)
  writeFileSync(`kpi-ledger.${shell}`, out)
  return `kpi-ledger.${shell}`
}

const cases: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
  ['s', ['scorecard']],
  ['ex', ['explain', 'export']],
  ['scorecard --format ', [...writers.map(({ name }) => name), 'svg']],
  ['scorecard --per', ['--period']],
  ['scorecard --contract pssp --a', ['--as-at', '--at-revision']],
  ['digest --format c', ['csv', 'checkpoint']],
  ['completion z', ['zsh']],
  ['import --in', ['--in-parts']],
  ['scorecard --contract ', []],
  ['import ', []],
  ['nothing --', []],
]

describe('completion', () => {
  ifThere('bash')('offers commands, options and their values in bash', async () => {
    const script = await scriptFor('bash')
    for (const [line, offered] of cases) {
      const words = ['kpi-ledger', ...line.split(' ')]
      const asked = [
        `source ${script}`,
        `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})`,
        `COMP_CWORD=${String(words.length - 1)}`,
        '_kpi_ledger',
        'printf "%s\\n" "${COMPREPLY[@]}"',
      ]
      const { stdout, stderr } = spawnSync('bash', ['-c', asked.join('\n')], { encoding: 'utf8' })
      expect([line, stderr, stdout.split('\n').filter((each) => each !== '')]).toEqual([
        line,
        '',
        offered,
      ])
    }
  })

  ifThere('fish')('offers the same in fish', async () => {
    const script = await scriptFor('fish')
    for (const [line, offered] of cases.filter(([, values]) => values.length > 0)) {
      const asked = `source ${script}; complete -C 'kpi-ledger ${line}'`
      const { stdout, stderr } = spawnSync('fish', ['-c', asked], { encoding: 'utf8' })
      const found = stdout.split('\n').map((each) => each.split('\t')[0])
      expect([line, stderr, found.filter((each) => each !== '').sort()]).toEqual([
        line,
        '',
        [...offered].sort(),
      ])
    }
  })

  ifThere('zsh')('is accepted by zsh', async () => {
    const script = await scriptFor('zsh')
    const asked = `autoload -U compinit && compinit -u -D; source ./${script}; print $_comps[kpi-ledger]`
    const { stdout, stderr } = spawnSync('zsh', ['-f', '-c', asked], { encoding: 'utf8' })
    expect([stderr, stdout.trim()]).toEqual(['', '_bash_complete -o default -F _kpi_ledger'])
  })

  it('for another shell is refused', async () => {
    const { status, out, err } = await kpiLedger('completion', 'tcsh')
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain('bash, zsh, fish')
  })
})
