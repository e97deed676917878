import { limits } from '../limits'
import { formatPath, tooMany, type Fault } from '../schema/fault'
import { acceptance, meaningOf } from './band-test'
import { edgesOf } from './edges'
import { includes, isEmpty } from './interval'
import type { Scheme } from './scheme'
import type { EffectiveTarget, Target } from './target'

const rangeFaults = (target: Target): ReadonlyArray<Fault> => {
  if (target.comparator !== 'between') return []
  const ranges = [
    [[], target] as const,
    ...Object.entries(target.levels ?? {}).flatMap(([name, level]) =>
      'low' in level ? [[['levels', name], level] as const] : [],
    ),
  ]
  return ranges.flatMap(([path, { low, high }]) =>
    low > high
      ? [
          {
            path: formatPath([...path, 'low']),
            message: `${low} is above high, ${high}`,
          },
        ]
      : [],
  )
}

/** Only a margin moves with a profile (M14). */
const profileFaults = (target: Target): ReadonlyArray<Fault> => {
  if (target.comparator === 'between' || target.profile === undefined) return []
  return Object.entries(target.levels ?? {}).flatMap(([name, level]) =>
    typeof level === 'number'
      ? [
          {
            path: formatPath(['levels', name]),
            message: `${level} does not follow the profile; state the level as a margin, such as {"percent": 5}`,
          },
        ]
      : [],
  )
}

/**
 * A level must not be better than the target, and its range must contain that of the target (M10).
 * A margin is never better.
 */
const levelFaults = (target: Target): ReadonlyArray<Fault> => {
  const fault = (name: string, message: string): Fault => ({
    path: formatPath(['levels', name]),
    message,
  })
  if (target.comparator === 'between')
    return Object.entries(target.levels ?? {}).flatMap(([name, level]) => {
      if (!('low' in level)) return []
      const { low, high } = level
      if (low > high || (low <= target.low && target.high <= high)) return []
      const message = `${low} to ${high} leaves out part of the target, ${target.low} to ${target.high}`
      return [fault(name, message)]
    })
  const [edge] = edgesOf(target)
  return Object.entries(target.levels ?? {}).flatMap(([name, level]) =>
    edge !== undefined && typeof level === 'number' && (level - target.value) * edge.outwards < 0
      ? [fault(name, `${level} is better than the target, ${target.value}`)]
      : [],
  )
}

/**
 * A level that a band `reaches` must be stated: otherwise every miss would pass that band by
 * (M12a).
 */
const missingLevelFaults = (scheme: Scheme, target: Target): ReadonlyArray<Fault> =>
  scheme.bands.flatMap(({ code, when }) => {
    const { level, needsLevel } = meaningOf(when)
    if (!needsLevel || level === null || Object.hasOwn(target.levels ?? {}, level)) return []
    const message = `the target states no "${level}", which the band "${code}" reaches: state it, or write the band with "clears"`
    return [{ path: formatPath(['levels', level]), message }]
  })

const unusedFaults = (scheme: Scheme, target: Target): ReadonlyArray<Fault> => {
  const tests = scheme.bands.map(({ when }) => meaningOf(when))
  const levels = Object.keys(target.levels ?? {})
    .filter((level) => !tests.some((test) => test.level === level))
    .map((level) => ({
      path: formatPath(['levels', level]),
      message: `no band of the scheme uses a level "${level}"`,
    }))
  return target.tolerance === undefined || tests.some(({ usesTolerance }) => usesTolerance)
    ? levels
    : [...levels, { path: 'tolerance', message: 'no band of the scheme uses a tolerance' }]
}

/** The target with each value it can take across a year. */
const everyTarget = (target: Target): ReadonlyArray<EffectiveTarget> => {
  if (target.comparator === 'between') return [target]
  const { profile, ...own } = target
  return [own, ...Object.values(profile ?? {}).map((value) => ({ ...own, value }))]
}

/** The bands a value can fall into, leaving out those that accept nothing for this KPI. */
const reachableBands = (scheme: Scheme, target: EffectiveTarget) =>
  scheme.bands.flatMap(({ code, when }) => {
    const accepted = acceptance(when, target)
    return accepted === null || isEmpty(accepted) ? [] : [{ code, accepted }]
  })

const nestingFault = (scheme: Scheme, target: EffectiveTarget): Fault | null => {
  const bands = reachableBands(scheme, target)
  for (const [i, band] of bands.entries()) {
    const before = bands[i - 1]
    if (before === undefined || includes(band.accepted, before.accepted)) continue
    const at = target.comparator === 'between' ? '' : ` at ${target.value}`
    return {
      path: '',
      message: `the bands are not nested${at}: "${before.code}" accepts values that "${band.code}", which comes after it, does not`,
    }
  }
  return null
}

const nestingFaults = (scheme: Scheme, target: Target): ReadonlyArray<Fault> => {
  for (const effective of everyTarget(target)) {
    const fault = nestingFault(scheme, effective)
    if (fault !== null) return [fault]
  }
  return []
}

/**
 * Why a scheme cannot rate a target (M9 to M14): more levels than the limits allow, an inverted range, a profile with a level in
 * figures, a level better than the target, a level that a band reaches and the target does not state, a level or
 * tolerance that no band uses, bands that are not nested. Empty if it can.
 */
export const targetFaults = (scheme: Scheme, target: Target): ReadonlyArray<Fault> => {
  const tooLarge = tooMany('levels', Object.keys(target.levels ?? {}).length, limits.levels)
  if (tooLarge.length > 0) return tooLarge
  const faults = [
    ...rangeFaults(target),
    ...profileFaults(target),
    ...levelFaults(target),
    ...missingLevelFaults(scheme, target),
    ...unusedFaults(scheme, target),
  ]
  return faults.length > 0 ? faults : nestingFaults(scheme, target)
}
