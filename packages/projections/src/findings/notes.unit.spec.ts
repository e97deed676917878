import { foldHistory, type DomainEvent } from '@kpi-ledger/core'
import { actual, adopted, defined, noted, recorded, registered, valueOf } from '../fixture.spec'
import type { Finding } from './finding'
import { findings } from './findings'

const tracked = defined('K', 'r', '2016-04', {
  target: { comparator: '>=', value: 60, profile: { '05': 20, '08': 40 } },
})

const claims = (...events: ReadonlyArray<DomainEvent>): ReadonlyArray<Finding> =>
  valueOf(
    findings(foldHistory(recorded([registered, adopted('r', '2016-04'), tracked, ...events]))),
  ).findings.filter(({ finding }) => finding === 'claims-on-track')

const quoted = (text: string): ReadonlyArray<string> =>
  claims(actual('K', '2016-05', 19), noted('2016-05', text, 'K')).map(({ sentence }) => sentence)

describe('M24 a note says "on track"', () => {
  it.each([
    ['We are on\ntrack.', 'We are on track.'],
    ['On  track', 'On track'],
    ['Still on‑track', 'Still on‑track'],
    ['Not on track in April but on track in May', 'Not on track in April but on track in May'],
    ['Not only on track but ahead', 'Not only on track but ahead'],
    ['Not a concern: on track', 'Not a concern: on track'],
    ['No doubt we are on track', 'No doubt we are on track'],
    ['Not measured yet\n\nOn track', 'On track'],
    ['Currently on track', 'Currently on track'],
  ])('%j', (text, claim) => {
    expect(quoted(text)).toEqual([
      `a note says "${claim}", and 19 % is 1 below the May profile of 20 % ("Not Met")`,
    ])
  })

  it.each([
    'We are not\non track',
    'Neither on track nor close to it',
    'It isnt on track',
    'Failed to stay on track',
    'Not currently expected to be fully on track',
    'Will it be on track?',
    'Never on track. Far from on-track!',
    'Not on‑track',
    'Carry on tracking it',
  ])('but not if it says %j', (text) => {
    expect(quoted(text)).toEqual([])
  })

  it('but not if no regime was in effect', () => {
    expect(claims(actual('K', '2016-05', 19), noted('2016-03', 'On track', 'K'))).toEqual([])
  })

  it('in the order of the periods they are about, by their ends', () => {
    const all = claims(
      actual('K', '2016-05', 19),
      ...['FY2016-Q2', '2016-08', 'FY2016-Q1', '2016-05'].map((of) => noted(of, 'On track', 'K')),
    )
    expect(all.map(({ period }) => period)).toEqual([
      '2016-05',
      'FY2016-Q1',
      '2016-08',
      'FY2016-Q2',
    ])
  })
})
