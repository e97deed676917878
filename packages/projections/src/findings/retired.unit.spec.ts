import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import {
  actual,
  adopted,
  atLeast,
  corrected,
  defined,
  recorded,
  registered,
  retired,
  revised,
  valueOf,
} from '../fixture.spec'
import { findings } from './findings'

const kinds = (...events: ReadonlyArray<DomainEvent>): ReadonlyArray<string> =>
  valueOf(
    findings(foldHistory(recorded([registered, adopted('r', '2016-04'), ...events]))),
  ).findings.map(({ finding }) => finding)

describe('M7 what is on no scorecard has no rating and no target', () => {
  const events = [
    defined('K', 'r', '2016-04'),
    actual('K', '2016-05', 80),
    corrected('K', '2016-05', 95),
    revised('K', 'r', '2016-05', atLeast(75)),
  ]

  it('so a correction made nothing good, and a revision came after nothing', () => {
    expect(kinds(...events)).toEqual(['target-after-actual'])
    expect(kinds(...events.slice(0, 3))).toEqual(['corrected-to-good'])
    expect(kinds(...events, retired('K', 'r', '2016-05'))).toEqual(['actual-after-retirement'])
    expect(kinds(...events, retired('K', 'r', '2016-06'))).toEqual(['target-after-actual'])
  })
})
