import { completionScript, type CompletedOption, type Shell } from './completion'

const option = (
  flag: string,
  takesValue: boolean,
  values: ReadonlyArray<string> | null,
): CompletedOption => ({ flag, takesValue, values, description: `It’s 'it': ${flag}` })
const yes = option('--yes', false, null)
const store = option('--store', true, null)
const by = option('--by', true, ['month', 'quarter'])

const linesOf = (
  shell: Shell,
  options: ReadonlyArray<CompletedOption>,
  values: ReadonlyArray<string> | null,
) =>
  completionScript(shell, 'it', [{ name: 'go', description: 'Goes.', options, values }]).split('\n')

describe('completion', () => {
  const seen = `complete -c it -n '__fish_seen_subcommand_from go'`

  it('tells fish which options take a value, and which values there are', () => {
    const says = (flag: string): string => `-d 'It’s \\'it\\': --${flag}'`
    expect(linesOf('fish', [yes, store, by], null)).toEqual([
      `complete -c it -n __fish_use_subcommand -f -a go -d 'Goes.'`,
      `${seen} -l yes ${says('yes')}`,
      `${seen} -l store -r ${says('store')}`,
      `${seen} -l by -x -a 'month quarter' ${says('by')}`,
      '',
    ])
  })

  it('tells fish the words that a command takes', () => {
    expect(linesOf('fish', [], ['up', 'down'])).toContain(`${seen} -f -a 'up down'`)
  })

  it.each<[Shell]>([['bash'], ['zsh']])('leaves free values to files in %s', (shell) => {
    const lines = linesOf(shell, [yes, store, by], ['up', 'down'])
    expect(lines).toContain('        --store) ;;')
    expect(lines).toContain(`        --by) offered='month quarter' ;;`)
    expect(lines).toContain(`        *) offered='up down --yes --store --by' ;;`)
  })

  it('has no case for free values in bash if no option has any', () => {
    const lines = linesOf('bash', [yes], null)
    expect(lines.slice(6, 10)).toEqual([
      '    go)',
      '      case "$before" in',
      `        *) [[ $word == -* ]] && offered='--yes' ;;`,
      '      esac ;;',
    ])
  })
})
