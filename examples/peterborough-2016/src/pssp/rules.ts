import type { Command } from '@kpi-ledger/core'
import { metadata } from '../printed'

/** The id of the contract. */
export const contract = 'pssp'
/** The id of its regime. */
export const regime = 'pssp-2016'

/** The contract, and the bands from the table's key. */
export const psspRules: ReadonlyArray<Command> = [
  {
    type: 'RegisterContract',
    contract,
    title: 'Peterborough-Serco Strategic Partnership (PSSP)',
    authority: 'Peterborough City Council',
    supplier: 'Serco',
    yearStart: 4,
    metadata,
  },
  {
    type: 'AdoptRegime',
    contract,
    regime,
    title:
      'PSSP KPIs as reviewed and refined by the Strategic Partnership Board in early 2016' +
      ' (the source prints no tolerances, does not say which way targets run, and has lost its' +
      ' colours; no tolerance is assumed)',
    effectiveFrom: '2016-04',
    scheme: {
      bands: [
        { code: 'exceeded', label: 'Exceeded', grade: 'good', when: { beats: 'target' } },
        { code: 'met', label: 'Target Met', grade: 'good', when: { meets: 'target' } },
        {
          code: 'within-tolerance',
          label: "Within 'Tolerance'",
          grade: 'approaching-target',
          when: { meets: 'target', within: 'tolerance' },
        },
        {
          code: 'not-met',
          label: 'Not Met',
          grade: 'requires-improvement',
          when: 'otherwise',
        },
      ],
      notRated: { code: 'not-measurable', label: 'Not Measurable' },
    },
    metadata,
  },
]
