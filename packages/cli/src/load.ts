import type * as CliProgress from 'cli-progress'
import type { Command } from './command/command'
import type * as CommandLine from './command-line'
import type * as Output from './output'

/*
 * Modules loaded when first needed, so that a command that needs few of them starts quickly.
 * `import()` is not used because it takes longer than most of what it would load here.
 * `scripts/bundle-cli.mjs` bundles each of our own into its own file.
 */

/** Loads a command's file and everything the command needs. */
export const loadCommand = (path: string): Command => require(path).command

/** This package's own package.json. */
export const loadManifest = (): { readonly version: string } => require('../package.json')

/** Loads the parser, and the code that runs commands. */
export const loadCommandLine = (): typeof CommandLine => require('./command-line')
/** Loads the code that writes answers. */
export const loadOutput = (): typeof Output => require('./output')
/** Loads the progress bar. */
export const loadProgressBar = (): typeof CliProgress => require('cli-progress')
