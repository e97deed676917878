import * as fc from 'fast-check'

export { fixedClock } from './environment/fixed-clock'
export { sequentialIds } from './environment/sequential-ids'

export { recorded, type EventFixture, type RecordingOptions } from './events/recorded'
export { given, type Given, type Then } from './decider/given'
export { givenHistory } from './history/given-history'

export { psspScheme } from './schemes/pssp'
export { ictScheme } from './schemes/ict'

export { generateLedger, type LedgerSize } from './generator/generate-ledger'

/**
 * fast-check, with the same types as the arbitraries: those declared by its ES modules are not the
 * same.
 */
export { fc }
export { arbitraryOf } from './arbitrary/from-codec'
export { arbitraryMonth, arbitraryPeriod, type PeriodRange } from './arbitrary/period'
export { arbitraryOutcome } from './arbitrary/outcome'
export { arbitraryMargin, arbitraryScheme } from './arbitrary/scheme'
export { arbitraryTarget } from './arbitrary/target'
export { arbitraryLedger, type SmallLedger } from './arbitrary/ledger'
