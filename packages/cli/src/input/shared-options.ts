import { storeURLs } from '@kpi-ledger/ledger/store'
import { asTyped, optional, repeated, required, shared, type Given } from '../command/option'
import { readContractId, readInstant, readPeriod, readRevision, readYear } from './options'
import { DEFAULT_STORE } from './store'

/** The ledger used by all examples in the help. */
export const EXAMPLE = 'examples/peterborough-2016/ledger.ndjson'

/** The store with the events. */
export const storeOption = {
  store: shared(
    optional(
      '--store <url>',
      `where the events are: ${storeURLs}; ${DEFAULT_STORE} by default`,
      asTyped,
    ),
  ),
}

/** The options that name a contract in a store. */
export const contractOptions = {
  ...storeOption,
  contract: required('--contract <id>', 'the contract, such as pssp', readContractId),
}

/** The options for the point in time that is asked about (M21). */
export const asAtOptions = {
  asAt: shared(
    optional(
      '--as-at <instant>',
      'answer from what was recorded at or before this UTC instant',
      readInstant('--as-at'),
    ),
  ),
  factsAsAt: shared(
    optional(
      '--facts-as-at <instant>',
      'the same for actuals, corrections and notes only',
      readInstant('--facts-as-at'),
    ),
  ),
  rulesAsAt: shared(
    optional(
      '--rules-as-at <instant>',
      'the same for regimes, definitions and targets only',
      readInstant('--rules-as-at'),
    ),
  ),
  atRevision: shared(
    optional('--at-revision <n>', 'answer from the events up to this revision', readRevision),
  ),
}

/** The options of every question about a contract. */
export const questionOptions = { ...contractOptions, ...asAtOptions }

/** The decoded values of the contract options. */
export type ContractGiven = Given<typeof contractOptions>
/** The decoded values of the point in time. */
export type AsAtGiven = Given<typeof asAtOptions>
/** The decoded values of the options of a question. */
export type QuestionGiven = Given<typeof questionOptions>

/** The KPI asked about. */
export const kpiOption = required('--kpi <reference>', 'the KPI', asTyped)

/** The period asked about. */
export const periodOption = required(
  '--period <period>',
  'a period such as 2016-04, 2016/17, 2016/17-Q1, 2016/17-H1 or FY2016-Q1',
  readPeriod,
)

/** The periods asked about. */
export const periodsOption = (isRequired: boolean) =>
  repeated(
    '--period <period>',
    'a period such as 2016-04, 2016/17, 2016/17-Q1, 2016/17-H1 or FY2016-Q1',
    readPeriod,
    isRequired,
  )

/** The financial year asked about. */
export const yearOption = required(
  '--year <year>',
  'the financial year, such as 2016/17 or FY2016',
  readYear,
)

/** The regime to rate under. */
export const regimeOption = optional(
  '--regime <id>',
  'rate under this regime, not the one in effect',
  asTyped,
)
