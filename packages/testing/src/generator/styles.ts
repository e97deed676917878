import type { Scheme } from '@kpi-ledger/core'
import { ictScheme } from '../schemes/ict'
import { psspScheme } from '../schemes/pssp'

/** A way of rating, as contracts use it, and what its targets may contain. */
export interface Style {
  /** The scheme. */
  readonly scheme: Scheme
  /** Whether targets may have a tolerance. */
  readonly tolerance: boolean
  /**
   * The levels of targets, each with its distance from the target as a share of the target's value.
   */
  readonly levels: ReadonlyArray<readonly [level: string, distance: number]>
}

const toleranceStyle: Style = { scheme: psspScheme, tolerance: true, levels: [] }

const detrimentStyle: Style = {
  scheme: ictScheme,
  tolerance: false,
  levels: [
    ['detriment', 0.05],
    ['failure', 0.12],
  ],
}

const floorStyle: Style = {
  scheme: {
    levels: ['floor'],
    bands: [
      {
        code: 'outstanding',
        label: 'Outstanding',
        grade: 'good',
        when: { beats: 'target', by: { percent: 10 } },
      },
      { code: 'green', label: 'Green', grade: 'good', when: { meets: 'target' } },
      {
        code: 'amber',
        label: 'Amber',
        grade: 'approaching-target',
        when: { meets: 'target', under: { percent: 5 } },
      },
      { code: 'red', label: 'Red', grade: 'requires-improvement', when: { clears: 'floor' } },
      { code: 'black', label: 'Black', grade: 'inadequate', when: 'otherwise' },
    ],
    notRated: { code: 'grey', label: 'Grey' },
  },
  tolerance: false,
  levels: [['floor', 0.15]],
}

/**
 * The ways of rating of generated contracts: with tolerances as in 2016, with detriment and failure
 * levels as in 2009, and with a floor.
 */
export const styles = [toleranceStyle, detrimentStyle, floorStyle] as const
