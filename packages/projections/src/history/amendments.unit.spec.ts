import { foldHistory, type DomainEvent, type Scheme } from '@kpi-ledger/core'
import { branded } from '@kpi-ledger/core/unstable'
import {
  actual,
  adopted,
  at,
  cardFor,
  cellOf,
  defined,
  kpisOf,
  period,
  recorded,
  registered,
  scheme,
  valueOf,
} from '../fixture.spec'
import { explanation } from '../explanation/explanation'

const misprinted: Scheme = {
  ...scheme,
  bands: scheme.bands.map((band) => (band.code === 'met' ? { ...band, label: 'Mett' } : band)),
}
const reason = 'a misprint'
const revised = (effectiveFrom: string, fields: object): DomainEvent => ({
  type: 'DefinitionRevised',
  data: { regime: 'r', kpi: 'K', effectiveFrom: branded(effectiveFrom), ...fields },
})

const history = foldHistory(
  recorded([
    registered,
    adopted('r', '2016-04', misprinted),
    defined('K', 'r', '2016-04'),
    actual('K', '2016-04', 90),
    actual('K', '2016-05', 90.4),
    { type: 'ContractAmended', data: { title: 'Contract C2', supplier: 'S2', reason } },
    { type: 'RegimeAmended', data: { regime: 'r', title: 'R', scheme, reason } },
    revised('2016-05', { description: 'Reworded', unit: 'days', ratedTo: 0 }),
    revised('2016-05', { description: 'Reworded again', serviceArea: 'Other area' }),
  ]),
)

const titleAsAt = (asAt: object) => cardFor(history, '2016-04', { asAt }).title

describe('M30 amendments', () => {
  it('of the contract are limited by as-at options as rules are', () => {
    expect(titleAsAt({})).toBe('Contract C2')
    expect(titleAsAt({ rules: at(4) })).toBe('Contract C')
    expect(titleAsAt({ facts: at(4) })).toBe('Contract C2')
    expect(titleAsAt({ revision: 4 })).toBe('Contract C')
  })

  it('of a regime rate with the amended words, and with the earlier ones as at an earlier time', () => {
    const label = (asAt: object) => cellOf(cardFor(history, '2016-04', { asAt })).rating.label
    expect(label({})).toBe('Met')
    expect(label({ rules: at(5) })).toBe('Mett')
    expect(label({ facts: at(5) })).toBe('Met')
  })

  it('of a definition are in force from their month on', () => {
    const shown = (periods: string) => {
      const card = cardFor(history, periods)
      const [row] = kpisOf(card)
      return [row?.description, row?.unit, card.serviceAreas[0]?.name, cellOf(card).rating.code]
    }
    expect(shown('2016-04')).toEqual(['K of r', 'percent', 'Area', 'met'])
    expect(shown('2016-05')).toEqual(['Reworded again', 'days', 'Other area', 'met'])
  })

  it('are among the events that explain a cell, with what they left in force', () => {
    const { events } = valueOf(explanation(history, { kpi: 'K', period: period('2016-05') }))
    expect(
      events.map(({ revision, gave, supersededBy }) => [revision, gave, supersededBy]),
    ).toEqual([
      [1, 'regime', 6],
      [2, 'definition', null],
      [2, 'target', null],
      [4, 'actual', null],
      [6, 'regime', null],
      [7, 'redefinition', null],
      [8, 'redefinition', null],
    ])
    expect(events.at(-1)).toMatchObject({
      fields: { description: 'Reworded again', serviceArea: 'Other area' },
      effectiveFrom: '2016-05',
    })
  })

  it('of the bands alone leave a regime its title, and of the title its bands', () => {
    const amended = (fields: object): DomainEvent => ({
      type: 'RegimeAmended',
      data: { regime: 'r', reason, ...fields },
    })
    const twice = foldHistory(
      recorded([
        ...[registered, adopted('r', '2016-04', misprinted), defined('K', 'r', '2016-04')],
        ...[actual('K', '2016-04', 90), amended({ title: 'Renamed' }), amended({ scheme })],
      ]),
    )
    const { events, cell } = valueOf(explanation(twice, { kpi: 'K', period: period('2016-04') }))
    expect(events.filter(({ gave }) => gave === 'regime')).toMatchObject([
      { revision: 1, title: 'r' },
      { revision: 4, title: 'Renamed' },
      { revision: 5, title: 'Renamed' },
    ])
    expect(cell.rating.label).toBe('Met')
  })
})
