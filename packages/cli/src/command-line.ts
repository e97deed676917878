/** What every command needs, loaded at once: the parser, and what runs a command and prints its answer. */
export { buildProgram, CommanderError } from './program'
export { perform } from './perform'
