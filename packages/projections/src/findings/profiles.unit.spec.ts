import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import type { OneSidedTarget } from '@kpi-ledger/core/unstable'
import {
  adopted,
  atLeast,
  defined,
  recorded,
  registered,
  retired,
  revised,
  valueOf,
} from '../fixture.spec'
import { findings, type FindingsQuery } from './findings'

const whole = {
  ...{ '04': 5, '05': 10, '06': 15, '07': 20, '08': 25, '09': 30 },
  ...{ '10': 35, '11': 40, '12': 45, '01': 50, '02': 55, '03': 60 },
}
const profiled = (profile: Readonly<Record<string, number>>): OneSidedTarget => ({
  ...atLeast(60),
  profile,
})
const K = (profile: Readonly<Record<string, number>>) =>
  defined('K', 'r', '2016-04', { accumulation: 'year-to-date', target: profiled(profile) })

const found = (events: ReadonlyArray<DomainEvent>, query: FindingsQuery = {}) =>
  valueOf(findings(foldHistory(recorded([registered, adopted('r', '2016-04'), ...events])), query))
    .findings.filter(({ finding }) => finding.startsWith('profile-'))
    .map(({ sentence }) => sentence)

const { '04': april, '05': may, ...fromJune } = whole
const later = revised('K', 'r', '2016-06', profiled(whole))

describe('M14 a profile is judged in the months in which it is in force', () => {
  it('until another statement takes its place (M6)', () => {
    expect(found([K({ '04': april, '05': may }), later])).toEqual([])
    expect(found([K({ '04': april }), later])).toEqual([
      'the profile stated from April 2016 on has no value for May',
    ])
  })

  it('from its own month on, and for a whole year if nothing takes its place', () => {
    const rest = revised('K', 'r', '2016-06', profiled(fromJune))
    const nextYear = revised('K', 'r', '2017-04', profiled(whole))
    expect(found([K(whole), rest, nextYear])).toEqual([])
    expect(found([K(whole), rest])).toEqual([
      'the profile stated from June 2016 on has no value for April to May',
    ])
  })

  it('until its KPI is retired (M7)', () => {
    expect(found([K({ '04': april, '05': may }), retired('K', 'r', '2016-06')])).toEqual([])
  })

  it('until the next regime, unless its own was asked for by name (M4)', () => {
    const events = [K({ '04': april, '05': may }), adopted('s', '2016-06')]
    expect(found(events)).toEqual([])
    expect(found(events, { regime: 'r' })).toEqual([
      'the profile stated from April 2016 on has no value for June to February',
    ])
  })

  it('both for where it falls and for where it ends', () => {
    const falls = { ...whole, '07': 1 }
    expect(found([K(falls)])).toEqual([
      'the profile stated from April 2016 on falls from 15 % in June to 1 % in July, and the KPI is year-to-date',
    ])
    expect(found([K(falls), later])).toEqual([])
    const short = { ...whole, '03': 59 }
    expect(found([K(short)])).toEqual([
      'the profile stated from April 2016 on ends the year at 59 %, and the annual target is 60 %',
    ])
    expect(found([K(short), later])).toEqual([])
  })

  it('by what is known: not of a successor that is recorded later (M21)', () => {
    const asAt = { facts: null, rules: null, revision: 2 }
    expect(found([K({ '04': april }), later], { asAt })).toEqual([
      'the profile stated from April 2016 on has no value for May to February',
    ])
  })
})
