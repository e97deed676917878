import type { Scheme } from '@kpi-ledger/core'

/**
 * The scheme of the Peterborough–Serco partnership from April 2016, which rated by a target and a
 * tolerance.
 */
export const psspScheme: Scheme = {
  bands: [
    { code: 'exceeded', label: 'Exceeded', grade: 'good', when: { beats: 'target' } },
    { code: 'met', label: 'Target Met', grade: 'good', when: { meets: 'target' } },
    {
      code: 'within-tolerance',
      label: "Within 'Tolerance'",
      grade: 'approaching-target',
      when: { meets: 'target', within: 'tolerance' },
    },
    { code: 'not-met', label: 'Not Met', grade: 'requires-improvement', when: 'otherwise' },
  ],
  notRated: { code: 'not-measurable', label: 'Not Measurable' },
}
