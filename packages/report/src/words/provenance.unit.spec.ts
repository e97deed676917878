import { now } from '@kpi-ledger/projections'
import type { Provenance } from '../document/document'
import { valueInWords } from '../document/value'
import { checks, provenanceRows } from './provenance'

const ledger = { size: 8, root: 'ab'.repeat(32) }
const drawn: Provenance = {
  ...{ contract: 'c', asAt: null, ledger },
  question: ['scorecard', '--period', '2016-04'],
}
const instant = '2016-06-10T09:00:00.000Z'
const later = '2016-07-10T09:00:00.000Z'

const askedAgain = (provenance: Provenance): string =>
  checks(provenance)
    .slice(1)
    .map(({ command }) => command.join(' ').replace(/^.*--period 2016-04 ?/, ''))
    .join()

describe('what an answer was drawn from', () => {
  it.each<readonly [Provenance['asAt'], string]>([
    [null, '--at-revision 7'],
    [now, '--at-revision 7'],
    [{ ...now, facts: instant, rules: instant }, `--as-at ${instant}`],
    [
      { facts: instant, rules: later, revision: 5 },
      `--facts-as-at ${instant} --rules-as-at ${later} --at-revision 5`,
    ],
    [
      { facts: instant, rules: instant, revision: 5 },
      `--facts-as-at ${instant} --rules-as-at ${instant} --at-revision 5`,
    ],
    [{ ...now, facts: instant }, `--facts-as-at ${instant} --at-revision 7`],
    [{ ...now, rules: later }, `--rules-as-at ${later} --at-revision 7`],
  ])('as at %j is asked again with %s', (asAt, options) => {
    expect(askedAgain({ ...drawn, asAt })).toBe(options)
  })

  it('is listed as far as it is known', () => {
    const listed = (provenance: Provenance) =>
      provenanceRows(provenance).map(({ label, value }) => `${label}: ${valueInWords(value)}`)
    expect(listed({ ...drawn, ledger: null })).toEqual([])
    expect(
      listed({ ...drawn, asAt: { facts: instant, rules: later, revision: 5 } }).map(
        (line) => line.split(':')[0],
      ),
    ).toEqual([
      ...['Contract', 'Facts as known at', 'Rules as known at', 'As of revision'],
      ...['Events in the ledger', 'Root of the ledger'],
    ])
  })

  it('cannot be checked if it was no ledger, and is not asked again without a question', () => {
    expect(checks({ ...drawn, ledger: null })).toEqual([])
    expect(checks({ contract: 'c', asAt: null, ledger })).toHaveLength(1)
  })
})
