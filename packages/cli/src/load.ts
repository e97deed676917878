import type * as CliProgress from 'cli-progress'
import type { Command } from './command/command'
import type * as CommandLine from './command-line'
import type * as Output from './output'

/*
 * What is loaded when it is first needed, so that a command line that needs little starts at once. Not
 * by `import()`, which takes longer than most of what it would load here. `scripts/bundle-cli.mjs` makes a
 * file of each of our own.
 */

/** Loads a command's file and everything the command needs. */
export const loadCommand = (path: string): Command => require(path).command

/** This package's own package.json. */
export const loadManifest = (): unknown => require('../package.json')

export const loadCommandLine = (): typeof CommandLine => require('./command-line')
export const loadOutput = (): typeof Output => require('./output')
export const loadProgressBar = (): typeof CliProgress => require('cli-progress')
