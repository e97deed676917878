import type { Scheme } from '@kpi-ledger/core'

/** How the ICT contract of 2009 rated (M13): by a target, a detriment level and a failure level. */
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
