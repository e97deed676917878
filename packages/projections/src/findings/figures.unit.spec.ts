import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import { actual, adopted, defined, recorded, registered, valueOf } from '../fixture.spec'
import { findings } from './findings'

const kinds = (...events: ReadonlyArray<DomainEvent>): ReadonlyArray<string> =>
  valueOf(
    findings(foldHistory(recorded([registered, adopted('r', '2016-04'), ...events]))),
  ).findings.map(({ finding }) => finding)

describe('M24 a year-to-date figure falls', () => {
  const inDays = defined('K', 'r', '2016-04', { accumulation: 'year-to-date', unit: 'days' })
  const figures = [actual('K', '2016-05', 20), actual('K', '2016-06', 10)]
  const under = (more: Parameters<typeof defined>[3]) => [
    adopted('s', '2016-06'),
    defined('K', 's', '2016-06', more),
  ]

  it('is found within one unit and one way of counting', () => {
    const same = under({ accumulation: 'year-to-date', unit: 'days' })
    expect(kinds(inDays, ...same, ...figures)).toEqual(['actual-falls'])
    const inHours = under({ accumulation: 'year-to-date', unit: 'hours' })
    expect(kinds(inDays, ...inHours, ...figures)).toEqual([])
    const inPeriod = defined('K', 'r', '2016-04', { unit: 'days' })
    expect(kinds(inPeriod, ...same, ...figures)).toEqual([])
  })
})
