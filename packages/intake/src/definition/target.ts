import { month, type Target } from '@kpi-ledger/core'
import { profileKey } from '@kpi-ledger/core/unstable'
import { marginFrom, readMargin, writeMargin } from './margin'
import type { Place } from './place'
import { faulty, mapOf, mistaken, scalar, wordsOf, type Report, type Written } from './written'
import { NUMBER, numberOf, written as inDigits } from './written-number'

/** The context in which the targets of a KPI are read. */
export interface TargetContext {
  /** The unit of the KPI; null if it is not known. */
  readonly unit: string | null
  /** The first month of the financial year, 1 to 12. */
  readonly yearStart: number
  /** Where to report faults. */
  readonly report: Report
}

const COMPARATORS: Readonly<Record<string, string>> = {
  ...{ '>=': '>=', '≥': '>=', 'at least': '>=', '>': '>', 'more than': '>' },
  ...{ '<=': '<=', '≤': '<=', 'at most': '<=', '<': '<', 'less than': '<' },
}

const ONE_SIDED = /^(>=|≥|>|<=|≤|<|at least|at most|more than|less than) *(.+)$/
const FIGURE = new RegExp(String.raw`^(£ ?)?(${NUMBER})(?: ?(%)| (\S.*))?$`)
const RANGE = new RegExp(String.raw`^(?:between )?(\S+(?: %)?) (?:to|and) (.+)$`)

const FORMS = '">= 95", "<= 3 %", "70 to 85" or "none"'

/** Whether a figure in a unit may be written with this word or sign. */
const namesUnit = (unit: string, sign: string): boolean =>
  sign === unit ||
  `${sign}s` === unit ||
  (sign === '%' && unit === 'percent') ||
  (sign === '£' && unit === 'pounds')

/**
 * Reads a figure as people write it, in the KPI's unit; null, with a fault, if it is in another
 * unit.
 */
const figureFrom = (at: Place, text: string, context: TargetContext): Written | null => {
  const [, pound, digits, percent, word] = FIGURE.exec(text.trim()) ?? []
  if (digits === undefined) return null
  const { unit, report } = context
  const signs = [pound?.trim(), percent, word].filter((sign) => sign !== undefined)
  return unit === null || signs.every((sign) => namesUnit(unit, sign))
    ? scalar(at, numberOf(digits))
    : mistaken(report, at, `${JSON.stringify(text.trim())} is not in the KPI's unit, ${unit}`)
}

const rangeFrom = (
  at: Place,
  text: string,
  context: TargetContext,
): { readonly low: Written; readonly high: Written } | null => {
  const [, from, to] = RANGE.exec(text) ?? []
  if (from === undefined || to === undefined) return null
  const [low, high] = [figureFrom(at, from, context), figureFrom(at, to, context)]
  return low === null || high === null ? null : { low, high }
}

/** Reads the comparator and value of a target in words; null if there is no target (M9a). */
const targetFrom = (
  at: Place,
  text: string,
  context: TargetContext,
): Readonly<Record<string, Written>> | null | 'faulty' => {
  if (text === 'none') return null
  const [, sign = '', rest = ''] = ONE_SIDED.exec(text) ?? []
  const comparator = COMPARATORS[sign]
  if (comparator !== undefined) {
    const value = figureFrom(at, rest, context)
    if (value !== null) return { comparator: scalar(at, comparator), value }
  } else {
    const range = rangeFrom(at, text, context)
    if (range !== null) return { comparator: scalar(at, 'between'), ...range }
  }
  const isBare = FIGURE.test(text) && !RANGE.test(text)
  const bare = isBare
    ? ` Say which way is better: ${JSON.stringify(`>= ${text}`)} or ${JSON.stringify(`<= ${text}`)}.`
    : ''
  context.report(at, `expected a target: ${FORMS}, got ${JSON.stringify(text)}.${bare}`)
  return 'faulty'
}

const readLevel = (written: Written, context: TargetContext): Written => {
  if (written.kind !== 'scalar' || typeof written.value !== 'string') return written
  const text = written.value.trim()
  const range = rangeFrom(written.at, text, context)
  if (range !== null) return mapOf(written.at, range)
  const level = /(?: of (?:the )?target| points?)$/.test(text)
    ? marginFrom(written.at, text, false)
    : figureFrom(written.at, text, context)
  const expected = 'expected a level: a figure, a range such as "60 to 95" or "10 % of target"'
  return level ?? mistaken(context.report, written.at, `${expected}, got ${JSON.stringify(text)}`)
}

const readLevels = (written: Written, context: TargetContext): Written =>
  written.kind === 'map'
    ? {
        ...written,
        entries: new Map(
          [...written.entries].map(([name, level]) => [name, readLevel(level, context)]),
        ),
      }
    : written

/**
 * The keys of a profile's months, in the order of the financial year: `04` first if it starts in
 * April.
 */
const monthKeys = (yearStart: number): ReadonlyArray<string> =>
  Array.from({ length: 12 }, (_, i) => profileKey(month(2000, ((yearStart - 1 + i) % 12) + 1)))

/**
 * Reads a profile: twelve values from the first month of the year, or a value for each month (M14).
 */
const readProfile = (written: Written, { yearStart, report }: TargetContext): Written => {
  if (written.kind !== 'list') return written
  const { items, at } = written
  if (items.length !== 12)
    return mistaken(
      report,
      at,
      `expected twelve values, from the first month of the year on (null for none), got ${items.length}`,
    )
  const keys = monthKeys(yearStart)
  const stated = items.flatMap((item, i): ReadonlyArray<[string, Written]> => {
    const key = keys[i]
    return key === undefined || (item.kind === 'scalar' && item.value === null) ? [] : [[key, item]]
  })
  return { kind: 'map', at, entries: new Map(stated) }
}

const BESIDE = ['tolerance', 'levels', 'profile']

/** The fields of a KPI that make up its target. */
export const targetFields: ReadonlyArray<string> = ['target', ...BESIDE]

/**
 * Reads a target with the fields beside it, in words or written out; undefined if there is none.
 */
export const readTarget = (
  entries: ReadonlyMap<string, Written>,
  context: TargetContext,
): Written | undefined => {
  const { unit, report } = context
  const written = entries.get('target')
  if (written === undefined) return undefined
  const text = wordsOf(written)
  const parts = text === null ? null : targetFrom(written.at, text, context)
  if (parts === 'faulty') return faulty(written.at)
  if (parts === null) {
    const why =
      written.kind === 'map'
        ? 'write it inside a target that is written out'
        : 'a KPI without a target has none'
    for (const [name, { at }] of entries) if (BESIDE.includes(name)) report(at, `${name}: ${why}`)
    return text === null ? written : scalar(written.at, null)
  }
  const [tolerance, levels, profile] = BESIDE.map((name) => entries.get(name))
  return mapOf(written.at, {
    ...parts,
    tolerance: tolerance && readMargin(tolerance, unit === 'percent', report),
    levels: levels && readLevels(levels, context),
    profile: profile && readProfile(profile, context),
  })
}

/** Writes a target as a person would, with the fields beside it. */
export const writeTarget = (
  target: Target,
  yearStart: number,
): Readonly<Record<string, unknown>> => {
  const { tolerance, levels } = target
  const profile = target.comparator === 'between' ? undefined : target.profile
  return {
    target:
      target.comparator === 'between'
        ? `${inDigits(target.low)} to ${inDigits(target.high)}`
        : `${target.comparator} ${inDigits(target.value)}`,
    ...(tolerance === undefined ? {} : { tolerance: writeMargin(tolerance) }),
    ...(levels === undefined ? {} : { levels }),
    ...(profile === undefined
      ? {}
      : { profile: monthKeys(yearStart).map((key) => profile[key] ?? null) }),
  }
}
