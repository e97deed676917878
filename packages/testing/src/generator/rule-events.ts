import type { EventFixture } from '../events/recorded'
import { measures, type Measure } from './measures'
import type { Random } from './random'
import { styles, type Style } from './styles'
import { targetFor } from './target'

/** A KPI that is currently measured. */
export interface LiveKPI {
  /** The reference of the KPI. */
  readonly kpi: string
  /** What it measures. */
  readonly measure: Measure
}

/** The rules of a generated contract, as they are in the month being drawn. */
export interface Rules {
  /** How many KPIs the contract should have at any one time. */
  readonly planned: number
  /** The first month of the financial year, 1 to 12. */
  readonly yearStart: number
  /** The id of the regime in effect; empty before the first. */
  regime: string
  /** How that regime rates. */
  style: Style
  /** How many regimes have been adopted. */
  regimes: number
  /** How many KPIs have been defined. */
  defined: number
  /** The KPIs that are currently measured. */
  live: ReadonlyArray<LiveKPI>
}

/** The rules of a contract before its first regime. */
export const noRules = (planned: number, yearStart: number): Rules => ({
  planned,
  yearStart,
  regime: '',
  style: styles[0],
  regimes: 0,
  defined: 0,
  live: [],
})

const definition = (
  { regime, style, yearStart }: Rules,
  { kpi, measure }: LiveKPI,
  effectiveFrom: string,
  random: Random,
  succeeds?: string,
): EventFixture => {
  const { comparator: _, usual: __, profile, ...defined } = measure
  return {
    type: 'KPIDefined',
    data: {
      regime,
      kpi,
      ...defined,
      ...(profile === 'cumulative' ? { accumulation: 'year-to-date' as const } : {}),
      effectiveFrom,
      target: targetFor(measure, style, yearStart, random),
      ...(succeeds === undefined ? {} : { succeeds: [succeeds] }),
    },
  }
}

const revision = (
  { regime, style, yearStart }: Rules,
  { kpi, measure }: LiveKPI,
  effectiveFrom: string,
  reason: string,
  random: Random,
): EventFixture => {
  const target = targetFor(measure, style, yearStart, random)
  return { type: 'TargetRevised', data: { regime, kpi, effectiveFrom, target, reason } }
}

const newKPI = (rules: Rules, measure?: Measure): LiveKPI => {
  const number = ++rules.defined
  return {
    kpi: `KPI-${String(number).padStart(3, '0')}`,
    measure: measure ?? measures[(number - 1) % measures.length] ?? measures[0],
  }
}

/**
 * Where the fates of KPIs begin and end: the first KPI always gets a successor, the second is
 * carried over.
 */
const FATES = [0.1, 0.9]

/**
 * Adopts a new regime, which rates in the next style. Most KPIs are carried over with a revised
 * target; some are redefined, replaced by a successor or dropped. New KPIs make up the number.
 */
export const adoptRegime = (rules: Rules, month: string, random: Random): Array<EventFixture> => {
  rules.regimes++
  rules.regime = `regime-${rules.regimes}`
  rules.style = styles[(rules.regimes - 1) % styles.length] ?? styles[0]
  const { regime, style } = rules
  const title = `Performance regime ${rules.regimes}`
  const events: Array<EventFixture> = [
    {
      type: 'RegimeAdopted',
      data: { regime, title, effectiveFrom: month, scheme: style.scheme },
    },
  ]
  const live: Array<LiveKPI> = []
  for (const [i, old] of rules.live.entries()) {
    const fate = FATES[i] ?? random.fraction()
    if (fate < 0.05) continue
    if (fate < 0.15) {
      const successor = newKPI(rules, old.measure)
      events.push(definition(rules, successor, month, random, old.kpi))
      live.push(successor)
      continue
    }
    events.push(
      fate < 0.25
        ? definition(rules, old, month, random)
        : revision(rules, old, month, 'Carried over into the new regime', random),
    )
    live.push(old)
  }
  while (live.length < rules.planned) {
    const added = newKPI(rules)
    events.push(definition(rules, added, month, random))
    live.push(added)
  }
  rules.live = live
  return events
}

/** The annual review: revises some targets under the regime in effect. */
export const reviewTargets = (rules: Rules, month: string, random: Random): Array<EventFixture> =>
  rules.live
    .filter(() => random.chance(0.2))
    .map((kpi) => revision(rules, kpi, month, 'Annual review of targets', random))

/** Now and then retires a KPI for good, as long as more than half of the planned number is left. */
export const retireOne = (rules: Rules, month: string, random: Random): Array<EventFixture> => {
  const { live, planned, regime } = rules
  if (live.length * 2 <= planned + 1 || !random.chance(0.06)) return []
  const retired = live[random.whole(0, live.length - 1)]
  if (retired === undefined) return []
  rules.live = live.filter((each) => each !== retired)
  const reason = 'The service is no longer provided'
  return [{ type: 'KPIRetired', data: { regime, kpi: retired.kpi, effectiveFrom: month, reason } }]
}
