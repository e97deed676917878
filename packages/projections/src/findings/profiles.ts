import type { Month } from '@kpi-ledger/core'
import {
  exact,
  findRegime,
  monthsOf,
  profileKey,
  readPeriod,
  type Definition,
  type KPIRules,
  type OneSidedTarget,
  type Statement,
} from '@kpi-ledger/core/unstable'
import { monthName } from '../explanation/calendar-words'
import { figureInWords } from '../explanation/figure'
import type { Finding, FindingKind } from './finding'
import { definitionUnder, found, nameOf, type FindingContext, type FindingRule } from './context'
import { monthsInForce } from './profile-span'

type Profile = NonNullable<OneSidedTarget['profile']>

/** A profile as stated, and the months of a year in the contract's order. */
interface Profiled {
  readonly statement: Statement
  readonly target: OneSidedTarget
  readonly profile: Profile
  readonly definition: Definition
  readonly months: ReadonlyArray<Month>
  /** The months in which it is ever in force; only these are checked. */
  readonly inForce: ReadonlyArray<Month>
}

const profilesOf = (context: FindingContext, rules: KPIRules): ReadonlyArray<Profiled> => {
  const { history, contract, rules: known } = context.question
  const year = { kind: 'financial-year', financialYear: 2000 } as const
  return rules.statements.flatMap((statement) => {
    const { target, regime } = statement
    if (context.regime !== null && context.regime !== regime) return []
    if (!known(statement)) return []
    if (target === null || target.comparator === 'between') return []
    if (target.profile === undefined) return []
    const adoption = findRegime(history.rules, regime, known)
    const definition =
      adoption && definitionUnder(context, rules, adoption, statement.effectiveFrom)
    if (definition === undefined || definition === null) return []
    const { profile } = target
    const months = monthsOf(year, contract.yearStart)
    const numbers = monthsInForce(context, rules, statement)
    const inForce = months.filter(({ month }) => numbers.has(month))
    return [{ statement, target, profile, definition, months, inForce }]
  })
}

const valueIn = (profile: Profile, month: Month): number | null => {
  const key = profileKey(month)
  return (Object.hasOwn(profile, key) ? profile[key] : undefined) ?? null
}

/** `June to September, November`, of months in the order of the year. */
const runsOf = (months: ReadonlyArray<Month>, missing: ReadonlyArray<Month>): string => {
  const runs: Array<Array<Month>> = []
  for (const [i, month] of months.entries()) {
    if (!missing.includes(month)) continue
    const before = months[i - 1]
    if (before !== undefined && missing.includes(before)) runs.at(-1)?.push(month)
    else runs.push([month])
  }
  return runs
    .map((run) => [...new Set([run[0], run.at(-1)])].map((month) => month && monthName(month)))
    .map((ends) => ends.join(' to '))
    .join(', ')
}

const saying =
  (finding: FindingKind, say: (profiled: Profiled) => string | null): FindingRule =>
  (context, rules) =>
    profilesOf(context, rules).flatMap((profiled): ReadonlyArray<Finding> => {
      const { statement, definition } = profiled
      const said = say(profiled)
      if (said === null) return []
      const from = nameOf(context, readPeriod(statement.effectiveFrom))
      const sentence = `the profile stated from ${from} on ${said}`
      const of = { kpi: rules.kpi, period: null, regime: statement.regime, sentence }
      const entries = definition.revision === statement.revision ? [] : [definition]
      return [found(context, finding, of, [...entries, statement])]
    })

/** Profiles without a value for a month other than the last, which takes the target's (M14). */
export const profileIncomplete = saying('profile-incomplete', ({ profile, months, inForce }) => {
  const missing = inForce.filter(
    (month) => month !== months.at(-1) && valueIn(profile, month) === null,
  )
  return missing.length === 0 ? null : `has no value for ${runsOf(months, missing)}`
})

/** Profiles of year-to-date KPIs that fall from one month to a later one (M14, M24). */
export const profileDecreases = saying(
  'profile-decreases',
  ({ profile, months, inForce, target, definition: { accumulation, unit } }) => {
    if (accumulation !== 'year-to-date') return null
    const points = inForce.flatMap((month) => {
      const value = valueIn(profile, month) ?? (month === months.at(-1) ? target.value : null)
      return value === null ? [] : [{ month, value }]
    })
    for (const [i, to] of points.entries()) {
      const from = points[i - 1]
      if (from !== undefined && to.value < from.value)
        return (
          `falls from ${figureInWords(exact(from.value), unit)} in ${monthName(from.month)} to ` +
          `${figureInWords(exact(to.value), unit)} in ${monthName(to.month)}, and the KPI is year-to-date`
        )
    }
    return null
  },
)

/** Profiles whose last month is not the annual target (M14). */
export const profileMissesTarget = saying(
  'profile-misses-target',
  ({ profile, months, inForce, target, definition: { unit } }) => {
    const last = inForce.at(-1)
    const end = last === undefined || last !== months.at(-1) ? null : valueIn(profile, last)
    return end === null || end === target.value
      ? null
      : `ends the year at ${figureInWords(exact(end), unit)}, and the annual target is ${figureInWords(exact(target.value), unit)}`
  },
)
