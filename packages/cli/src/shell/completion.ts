/** An option, as completion needs it. */
export interface CompletedOption {
  /** The long flag, such as `--period`. */
  readonly flag: string
  /** What it is for. */
  readonly description: string
  /** Whether a value follows it. */
  readonly takesValue: boolean
  /** The allowed values; null for any. */
  readonly values: ReadonlyArray<string> | null
}

/** A command, as completion needs it. */
export interface CompletedCommand {
  /** The name of the command. */
  readonly name: string
  /** What it does. */
  readonly description: string
  /** Its options. */
  readonly options: ReadonlyArray<CompletedOption>
  /** The allowed arguments beside options: null for files, empty if there are none. */
  readonly values: ReadonlyArray<string> | null
}

/** The supported shells; zsh uses the script for bash. */
export const shells = ['bash', 'zsh', 'fish'] as const
/** A supported shell. */
export type Shell = (typeof shells)[number]

const bashCommand = ({ name, options, values: own }: CompletedCommand): ReadonlyArray<string> => {
  const free = options.filter(({ takesValue, values }) => takesValue && values === null)
  return [
    `    ${name})`,
    '      case "$before" in',
    ...options.flatMap(({ flag, values }) =>
      values === null ? [] : [`        ${flag}) offered='${values.join(' ')}' ;;`],
    ),
    ...(free.length === 0 ? [] : [`        ${free.map(({ flag }) => flag).join('|')}) ;;`]),
    `        *) ${own === null ? '[[ $word == -* ]] && ' : ''}offered='${[...(own ?? []), ...options.map(({ flag }) => flag)].join(' ')}' ;;`,
    '      esac ;;',
  ]
}

/** The script for bash. Anything not listed is left to the shell's own completion, mostly of files. */
const bash = (program: string, commands: ReadonlyArray<CompletedCommand>): string =>
  [
    `_${program.replaceAll('-', '_')}() {`,
    '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} offered=',
    '  local command=${COMP_WORDS[1]}',
    '  ((COMP_CWORD == 1)) && command=',
    '  case "$command" in',
    `    '') offered='${commands.map(({ name }) => name).join(' ')}' ;;`,
    ...commands.flatMap(bashCommand),
    '  esac',
    '  COMPREPLY=($(compgen -W "$offered" -- "$word"))',
    '}',
    `complete -o default -F _${program.replaceAll('-', '_')} ${program}`,
  ].join('\n')

const zsh = (program: string, commands: ReadonlyArray<CompletedCommand>): string =>
  `autoload -U +X bashcompinit && bashcompinit\n${bash(program, commands)}`

const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, '\\$&')}'`

const fishOption = (
  program: string,
  command: string,
  { flag, description, takesValue, values }: CompletedOption,
): string => {
  const value = values === null ? (takesValue ? ' -r' : '') : ` -x -a ${quoted(values.join(' '))}`
  const name = flag.replace(/^--/, '')
  return `complete -c ${program} -n '__fish_seen_subcommand_from ${command}' -l ${name}${value} -d ${quoted(description)}`
}

const fish = (program: string, commands: ReadonlyArray<CompletedCommand>): string =>
  commands
    .flatMap(({ name, description, options, values }) => [
      `complete -c ${program} -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
      ...(values === null
        ? []
        : [
            `complete -c ${program} -n '__fish_seen_subcommand_from ${name}' -f -a ${quoted(values.join(' '))}`,
          ]),
      ...options.map((option) => fishOption(program, name, option)),
    ])
    .join('\n')

const SCRIPTS: Readonly<Record<Shell, typeof bash>> = { bash, zsh, fish }

/** The script that makes a shell complete a program's commands, options and their values. */
export const completionScript = (
  shell: Shell,
  program: string,
  commands: ReadonlyArray<CompletedCommand>,
): string => `${SCRIPTS[shell](program, commands)}\n`
