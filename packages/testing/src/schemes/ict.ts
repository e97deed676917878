import type { Scheme } from '@kpi-ledger/core'

/**
 * The scheme of the ICT contract of 2009, which rated by a target, a detriment level and a failure
 * level (M13).
 */
export const ictScheme: Scheme = {
  levels: ['detriment', 'failure'],
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    { code: 'missed', label: 'Missed', grade: 'approaching-target', when: { clears: 'detriment' } },
    {
      code: 'detriment',
      label: 'Detriment',
      grade: 'requires-improvement',
      when: { clears: 'failure' },
    },
    { code: 'failure', label: 'Failure', grade: 'inadequate', when: 'otherwise' },
  ],
  notRated: { code: 'no-data', label: 'No Data' },
}
