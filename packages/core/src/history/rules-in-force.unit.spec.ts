import { everythingKnown } from './entry'
import type { History } from './history'
import type { Adoption, KPIRules } from './rulebook'
import {
  definitionInForce,
  findRegime,
  regimeInEffect,
  retirementInForce,
  statementInForce,
  statementsUnder,
} from './rules-in-force'
import {
  contract,
  scheme,
  register,
  adopt,
  define,
  revise,
  retire,
  redefine,
  after,
  setUp,
  kpi,
} from '../contract/commands.spec'

describe('the rules in force', () => {
  const rulesOf = (history: History): KPIRules => {
    const rules = history.rules.kpis.get(kpi)
    if (rules === undefined) throw new Error('no KPI')
    return rules
  }
  const regimeOf = (history: History, name: string): Adoption => {
    const found = findRegime(history.rules, name, everythingKnown)
    if (found === undefined) throw new Error('no regime')
    return found
  }
  const upTo = (revision: number) => (entry: { readonly revision: number }) =>
    entry.revision <= revision

  it('M4 a regime is in effect from its month until the next one’s', () => {
    const { rules } = after(register, adopt('new', '2016-04'), adopt('old', '2009-04'))
    const inEffect = (month: string, known = everythingKnown) =>
      regimeInEffect(rules, month, known)?.regime
    expect(['2009-03', '2009-04', '2016-03', '2016-04', '2030-01'].map((m) => inEffect(m))).toEqual(
      [undefined, 'old', 'old', 'new', 'new'],
    )
    expect(inEffect('2012-01', upTo(1))).toBeUndefined()
    expect(findRegime(rules, 'old', upTo(1))).toBeUndefined()
    expect(findRegime(rules, 'old', upTo(2))?.regime).toBe('old')
  })

  it('M6 the latest statement up to the month is in force; of equals, the one recorded last', () => {
    const rules = rulesOf(
      after(
        ...setUp,
        define(kpi, 'old', '2009-04'),
        revise(kpi, 'old', '2011-04', 1),
        revise(kpi, 'old', '2010-04', 2),
        revise(kpi, 'old', '2011-04', 3),
        revise(kpi, 'new', '2016-04', 4),
      ),
    )
    const value = (month: string, extrapolate = false, known = everythingKnown) => {
      const found = statementInForce(rules, 'old', month, extrapolate, known)
      const target = found?.statement.target
      return target?.comparator === '>=' ? [target.value, found?.extrapolated] : undefined
    }
    expect(value('2009-03')).toBeUndefined()
    expect(value('2009-03', true)).toEqual([90, true])
    expect(value('2009-04', true)).toEqual([90, false])
    expect(value('2010-03')).toEqual([90, false])
    expect(value('2010-04')).toEqual([2, false])
    expect(value('2011-04')).toEqual([3, false])
    expect(value('2011-04', false, upTo(4))).toEqual([1, false])
    expect(value('2020-01')).toEqual([3, false])
    expect(statementInForce(rules, 'none', '2020-01', true, everythingKnown)).toBeUndefined()
    expect(statementsUnder(rules, 'old', everythingKnown)).toHaveLength(4)
  })

  it('M6 takes the earliest of several statements that all start later, and the last of a tie', () => {
    const rules = rulesOf(
      after(
        ...setUp,
        define(kpi, 'new', '2017-04'),
        revise(kpi, 'new', '2016-05', 1),
        revise(kpi, 'new', '2016-05', 2),
        revise(kpi, 'new', '2016-06', 3),
      ),
    )
    const found = statementInForce(rules, 'new', '2016-04', true, everythingKnown)
    expect(found).toMatchObject({ extrapolated: true, statement: { target: { value: 2 } } })
  })

  it('M7 a retirement takes effect from its month on, under its regime', () => {
    const rules = rulesOf(
      after(
        ...setUp,
        define(kpi, 'old', '2009-04'),
        retire(kpi, 'old', '2012-04'),
        retire(kpi, 'old', '2011-04'),
      ),
    )
    const retired = (regime: string, month: string, known = everythingKnown) =>
      retirementInForce(rules, regime, month, known) !== undefined
    expect([retired('old', '2011-03'), retired('old', '2011-04')]).toEqual([false, true])
    expect(retired('new', '2020-01')).toBe(false)
    expect([retired('old', '2011-04', upTo(4)), retired('old', '2012-04', upTo(4))]).toEqual([
      false,
      true,
    ])
  })

  it('M8 the definition is the regime’s own, else that of the one before, and so on back', () => {
    const history = after(
      register,
      adopt('first', '2001-04'),
      adopt('old', '2009-04'),
      adopt('new', '2016-04'),
      define(kpi, 'new', '2016-04'),
      define(kpi, 'first', '2001-04'),
    )
    const under = (name: string, known = everythingKnown) =>
      definitionInForce(history.rules, rulesOf(history), regimeOf(history, name), '2016-04', known)
        ?.description
    expect([under('first'), under('old'), under('new')]).toEqual([
      `${kpi} under first`,
      `${kpi} under first`,
      `${kpi} under new`,
    ])
    expect(under('old', upTo(4))).toBeUndefined()
    expect(under('new', upTo(4))).toBe(`${kpi} under new`)
  })

  it('M8 revisions are applied to a definition by regime, by start, then as recorded', () => {
    const history = after(
      ...setUp,
      define(kpi, 'old', '2009-04', { decimals: 1 }),
      { ...redefine('new', '2016-04'), unit: 'days' },
      { ...redefine('old', '2012-04'), description: 'second', decimals: 2 },
      { ...redefine('old', '2010-04'), description: 'first', unit: 'count', ratedTo: 0 },
      { ...redefine('old', '2012-04'), description: 'third' },
    )
    const inForce = (regime: string, month: string, known = everythingKnown) => {
      const found = definitionInForce(
        ...([history.rules, rulesOf(history), regimeOf(history, regime)] as const),
        ...([month, known] as const),
      )
      return [found?.description, found?.unit, found?.decimals, found?.ratedTo, found?.revision]
    }
    expect(inForce('old', '2010-03')).toEqual([`${kpi} under old`, 'percent', 1, undefined, 3])
    expect(inForce('old', '2010-04')).toEqual(['first', 'count', 1, 0, 6])
    expect(inForce('old', '2016-04')).toEqual(['third', 'count', 2, 0, 7])
    expect(inForce('new', '2016-04')).toEqual(['third', 'days', 2, 0, 7])
    expect(inForce('new', '2016-03')).toEqual(['third', 'count', 2, 0, 7])
    expect(inForce('new', '2016-04', upTo(5))).toEqual(['second', 'days', 2, undefined, 5])
  })

  it('M30 a regime is as it was last amended', () => {
    const labelled = { ...scheme, notRated: { code: 'none', label: 'Not rated' } }
    const history = after(
      ...setUp,
      { type: 'AmendRegime', contract, regime: 'old', title: 'Old', scheme: labelled, reason: 'r' },
      { type: 'AmendRegime', contract, regime: 'old', title: 'Older', reason: 'r' },
    )
    const then = (known = everythingKnown) => {
      const {
        title,
        scheme: bands,
        revision,
      } = findRegime(history.rules, 'old', known) ?? regimeOf(history, 'old')
      return [title, bands.notRated.label, revision]
    }
    expect(then()).toEqual(['Older', 'Not rated', 1])
    expect(then(upTo(3))).toEqual(['Old', 'Not rated', 1])
    expect(then(upTo(2))).toEqual(['old', 'None', 1])
    expect(regimeInEffect(history.rules, '2016-03', everythingKnown)?.title).toBe('Older')
    expect(regimeOf(history, 'new').title).toBe('new')
  })
})
