import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import { actual, period, recorded, registered } from '../fixture.spec'
import { now } from '../history/as-at'
import { concerns } from './concerns'

const published: DomainEvent = {
  type: 'ScorecardPublished',
  data: {
    ...{ regime: 'r', period: '2016-04', form: 1, size: 1 },
    ...{ scorecardDigest: '0'.repeat(64), root: '0'.repeat(64) },
  },
}

const may = actual('K', '2016-05', 90)

it.each<readonly [string, boolean, ReadonlyArray<DomainEvent>, DomainEvent]>([
  ['a figure before there is a contract', true, [], may],
  ['a figure of another month', false, [registered], may],
  ['a figure of its month', true, [registered], actual('K', '2016-04', 90)],
  ['the registration of its contract', true, [registered], registered],
  ['a publication, which changes no figure and no rule', false, [registered], published],
])('%s can change a live answer: %s', (_, can, before, event) => {
  const interest = { periods: () => [period('2016-04')], kpi: null, asAt: now }
  for (const last of recorded([...before, event]).slice(-1))
    expect(concerns(interest)(last, foldHistory(recorded(before)))).toBe(can)
})
