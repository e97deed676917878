import type { Command } from '@kpi-ledger/core'
import { metadata } from '../printed'

/** The id of the contract. */
export const contract = 'ict'
/** The id of its regime. */
export const regime = 'ict-2009'

/** The contract, and the bands from the table's key and columns. */
export const ictRules: ReadonlyArray<Command> = [
  {
    type: 'RegisterContract',
    contract,
    title: 'ICT contract',
    authority: 'Peterborough City Council',
    supplier: 'Serco',
    yearStart: 4,
    metadata,
  },
  {
    type: 'AdoptRegime',
    contract,
    regime,
    title: 'ICT KPIs of the contract which began in 2009',
    effectiveFrom: '2009-04',
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
    metadata,
  },
]
