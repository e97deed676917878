import type { Scheme } from '@kpi-ledger/core'

/** A way of rating that contracts are written in, and what their targets may then carry. */
export interface Style {
  readonly scheme: Scheme
  readonly tolerance: boolean
  /** Levels with their distance from the target, as a share of its value. */
  readonly levels: ReadonlyArray<readonly [level: string, distance: number]>
}

const toleranceStyle: Style = {
  scheme: {
    bands: [
      { code: 'exceeded', label: 'Target Exceeded', grade: 'good', when: { beats: 'target' } },
      { code: 'met', label: 'Target Met', grade: 'good', when: { meets: 'target' } },
      {
        code: 'within-tolerance',
        label: "Within 'Tolerance'",
        grade: 'approaching-target',
        when: { meets: 'target', within: 'tolerance' },
      },
      {
        code: 'not-met',
        label: 'Target Not Met',
        grade: 'requires-improvement',
        when: 'otherwise',
      },
    ],
    notRated: { code: 'not-measurable', label: 'Not Measurable' },
  },
  tolerance: true,
  levels: [],
}

const detrimentStyle: Style = {
  scheme: {
    levels: ['detriment', 'failure'],
    bands: [
      { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
      {
        code: 'missed',
        label: 'Missed',
        grade: 'approaching-target',
        when: { clears: 'detriment' },
      },
      {
        code: 'detriment',
        label: 'Detriment',
        grade: 'requires-improvement',
        when: { clears: 'failure' },
      },
      { code: 'failure', label: 'Failure', grade: 'inadequate', when: 'otherwise' },
    ],
    notRated: { code: 'no-data', label: 'No Data' },
  },
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
      { code: 'red', label: 'Red', grade: 'requires-improvement', when: { reaches: 'floor' } },
      { code: 'black', label: 'Black', grade: 'inadequate', when: 'otherwise' },
    ],
    notRated: { code: 'grey', label: 'Grey' },
  },
  tolerance: false,
  levels: [['floor', 0.15]],
}

/** Tolerances as in 2016, detriment and failure levels as in 2009, and a floor. */
export const styles = [toleranceStyle, detrimentStyle, floorStyle] as const
