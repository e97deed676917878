/**
 * What every command needs, loaded together: the parser, and the code that runs a command and
 * prints its answer.
 */
export { buildProgram, CommanderError } from './program'
export { perform } from './perform'
