import type * as CliProgress from 'cli-progress'
import type { Command } from './command/command'
import type * as Output from './output'
import type * as Perform from './perform'
import type * as Print from './print'

/*
 * What is loaded when it is first needed: a command line that needs little begins at once. Not by
 * `import()`, which takes longer than most of what it would load here.
 */

/** Loads a command's file, and with it whatever the command needs. */
export const loadCommand = (path: string): Command => require(path).command

/** This package's own package.json. */
export const loadManifest = (): unknown => require('../package.json')

export const loadOutput = (): typeof Output => require('./output')
export const loadPerform = (): typeof Perform => require('./perform')
export const loadPrint = (): typeof Print => require('./print')
export const loadProgressBar = (): typeof CliProgress => require('cli-progress')
