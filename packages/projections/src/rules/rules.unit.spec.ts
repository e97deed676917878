import { foldHistory } from '@kpi-ledger/core'
import { ictScheme } from '@kpi-ledger/testing'
import {
  adopted,
  at,
  atLeast,
  defined,
  recorded,
  registered,
  retired,
  revised,
  valueOf,
} from '../fixture.spec'
import { asAt } from '../history/as-at'
import { rules } from './rules'

const events = recorded([
  registered,
  adopted('new', '2016-04'),
  adopted('old', '2009-04', ictScheme),
  defined('A', 'old', '2009-04', {
    target: { ...atLeast(90), levels: { detriment: 80, failure: 70 } },
  }),
  defined('B', 'old', '2009-04', { serviceArea: 'Other', unit: 'days', ratedTo: 1 }),
  defined('C', 'old', '2009-04'),
  retired('C', 'old', '2012-04'),
  revised('A', 'new', '2016-04', { ...atLeast(91), tolerance: { percent: 2 } }),
  revised('A', 'new', '2017-04', { ...atLeast(93), profile: { '03': 93, '05': 20, '04': 10 } }),
  revised('A', 'new', '2017-04', { ...atLeast(92), tolerance: { absolute: 1 } }),
])
const history = foldHistory(events)

describe('M31 the rules of a contract in words', () => {
  const stated = valueOf(rules(history))
  const [old, next] = stated.regimes

  it('are those of its regimes, in the order in which they take effect', () => {
    expect(stated).toMatchObject({ contract: 'c', title: 'Contract C', yearStart: 4 })
    expect(stated.regimes.map(({ regime }) => regime)).toEqual(['old', 'new'])
  })

  it('have a sentence for each band, best first', () => {
    expect(next?.inWords).toEqual([
      '"Exceeded" (good): the figure is better than the target',
      '"Met" (good): the figure meets the target',
      '"Close" (approaching target): the figure meets the target, or misses it by at most its tolerance',
      '"Not Met" (requires improvement): the figure is none of these',
    ])
    expect(old?.inWords).toHaveLength(ictScheme.bands.length)
  })

  it('have each KPI with its targets, tolerance, levels and profile, service area by service area', () => {
    const said = old?.kpis.map(({ kpi, statements }) => [kpi, ...statements.map((s) => s.inWords)])
    expect(said).toEqual([
      ['A', 'at least 90 %, detriment level 80 %, failure level 70 %'],
      ['C', 'at least 90 %'],
      ['B', 'at least 90 days'],
    ])
    expect(next?.kpis.map(({ kpi }) => kpi)).toEqual(['A'])
  })

  it('have the target in force from each month; of equals, the one recorded last (M6)', () => {
    expect(next?.kpis[0]?.statements).toMatchObject([
      {
        ...{ effectiveFrom: '2016-04', inWords: 'at least 91 %, tolerance 2 % of the target' },
        event: events[7]?.id,
      },
      {
        ...{ effectiveFrom: '2017-04', inWords: 'at least 92 %, tolerance 1 %' },
        event: events[9]?.id,
      },
    ])
  })

  it('have the definition in force, with defaults for what it does not state (M8)', () => {
    expect(next?.kpis[0]?.definition).toEqual({
      ...{ description: 'A of old', serviceArea: 'Area', frequency: 'monthly', unit: 'percent' },
      ...{ decimals: 2, ratedTo: null, accumulation: 'in-period', succeeds: [] },
      ...{ aggregation: null, better: null, owner: null },
    })
    expect(old?.kpis[2]?.definition.ratedTo).toBe(1)
  })

  it('say what becomes of a KPI: retired, or carried over to the next regime', () => {
    const life = old?.kpis.map(({ kpi, retiredFrom, carriedOverTo }) => [
      kpi,
      retiredFrom,
      carriedOverTo,
    ])
    expect(life).toEqual([
      ['A', null, true],
      ['C', '2012-04', false],
      ['B', null, false],
    ])
    expect(next?.kpis[0]?.carriedOverTo).toBe(false)
  })

  it('can be those of one regime, or as known at a point in time (M21)', () => {
    expect(valueOf(rules(history, { regime: 'new' })).regimes).toEqual([next])
    const then = valueOf(rules(history, { asAt: asAt(at(8)) }))
    expect(then.regimes[1]?.kpis[0]?.statements[1]?.inWords).toBe(
      'at least 93 %, profile Apr 10 %, May 20 %, Mar 93 %',
    )
    expect(rules(history, { regime: 'x' })).toMatchObject({
      left: { _tag: 'RegimeNotKnown', regimes: ['new', 'old'] },
    })
    expect(rules(foldHistory([]))).toEqual({ _tag: 'Left', left: { _tag: 'NoSuchContract' } })
  })
})
