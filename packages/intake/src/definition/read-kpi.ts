import { targetFaults, type Scheme } from '@kpi-ledger/core'
import { definitions } from '@kpi-ledger/core/unstable'
import * as Ord from 'fp-ts/Ord'
import { sort } from 'fp-ts/ReadonlyNonEmptyArray'
import * as string from 'fp-ts/string'
import type { StatedDefinition, StatedKPI, StatedRetirement, StatedTarget } from './definition'
import { onlyKnown } from './only-known'
import type { Place } from './place'
import { readTarget, targetFields } from './target'
import {
  asText,
  decodeWritten,
  mapOf,
  placeIn,
  wordsOf,
  type Report,
  type Written,
  type WrittenMap,
} from './written'

const { KPIDefined, TargetRevised, KPIRetired } = definitions

const OTHERS = ['regime', 'kpi', 'effectiveFrom', 'target']

/** The fields of a KPI's definition, other than its first month and its target. */
const definitionFields = [
  ...Object.keys(KPIDefined.required),
  ...Object.keys(KPIDefined.optional),
].filter((name) => !OTHERS.includes(name))

const TEXTS = ['description', 'serviceArea', 'owner']
const SIGNS: ReadonlyMap<string | null, string> = new Map([
  ['%', 'percent'],
  ['£', 'pounds'],
])

/** The context in which the KPIs of a regime are read. */
export interface RegimeContext {
  /** The id of the regime, as written. */
  readonly regime: Written
  /** Its first month, as written. */
  readonly effectiveFrom: Written | undefined
  /** Its scheme; null if that is faulty. */
  readonly scheme: Scheme | null
  /** The first month of the financial year, 1 to 12. */
  readonly yearStart: number
  /** The unit of each KPI defined so far in the file. */
  readonly units: Map<string, string>
  /** Where to report faults. */
  readonly report: Report
}

const fieldFrom = (name: string, written: Written): Written => {
  if (TEXTS.includes(name)) return asText(written)
  if (name === 'unit') {
    const unit = asText(written)
    const known = SIGNS.get(wordsOf(unit))
    return known === undefined ? unit : { kind: 'scalar', at: unit.at, value: known, source: known }
  }
  if (name !== 'succeeds') return written
  if (written.kind === 'list') return { ...written, items: written.items.map(asText) }
  return written.kind === 'scalar' && written.value !== null
    ? { kind: 'list', at: written.at, items: [asText(written)] }
    : written
}

/** The KPI being read. */
interface Reading extends RegimeContext {
  readonly kpi: Written
  readonly unit: string | null
}

const checkTarget = ({ scheme, report }: Reading, stated: StatedTarget, written: Written): void => {
  if (scheme === null || stated.target === null) return
  for (const { path, message } of targetFaults(scheme, stated.target))
    report(placeIn(written, `target.${path}`), `target: ${path}: ${message}`)
}

/** Reads a target that holds from a month on: the first one of a KPI, or one under `revised`. */
const readStated = (
  reading: Reading,
  { entries, at }: WrittenMap,
  definition: Readonly<Record<string, Written>> | null,
): { readonly stated: StatedTarget | null; readonly fields: StatedDefinition | null } => {
  const { regime, kpi, report } = reading
  const target = readTarget(entries, reading)
  const effectiveFrom = entries.get('effectiveFrom') ?? reading.effectiveFrom
  const reason = entries.get('reason')
  const parts = { regime, kpi, effectiveFrom: effectiveFrom && asText(effectiveFrom), target }
  const revised = definition === null ? { reason: reason && asText(reason) } : {}
  const written = mapOf(at, { ...parts, ...definition, ...revised })
  const decoded =
    definition === null
      ? decodeWritten(TargetRevised.data, written, report)
      : decodeWritten(KPIDefined.data, written, report)
  if (decoded === null) return { stated: null, fields: null }
  const { regime: _, kpi: __, effectiveFrom: from, target: value, ...rest } = decoded
  const why = reason === undefined ? null : wordsOf(reason)
  const place = placeIn(written, 'target')
  const stated = { ...place, effectiveFrom: from, target: value, reason: why }
  checkTarget(reading, stated, written)
  return { stated, fields: 'description' in rest ? rest : null }
}

const readRevised = (
  reading: Reading,
  written: Written | undefined,
): ReadonlyArray<StatedTarget> => {
  const { report } = reading
  if (written === undefined) return []
  if (written.kind !== 'list') {
    if (written.kind !== 'faulty') report(written.at, 'revised: expected a list of later targets')
    return []
  }
  return written.items.flatMap((item) => {
    if (item.kind !== 'map') {
      if (item.kind !== 'faulty') report(item.at, 'expected a target with its effectiveFrom')
      return []
    }
    onlyKnown(item, ['effectiveFrom', ...targetFields, 'reason'], report)
    const { stated } = readStated(reading, item, null)
    if (item.entries.has('effectiveFrom')) return stated ?? []
    report(item.at, 'effectiveFrom: expected the month from which the target is revised')
    return []
  })
}

const readRetired = (
  { regime, kpi, report }: Reading,
  written: Written | undefined,
): StatedRetirement | null => {
  if (written === undefined || written.kind === 'faulty') return null
  if (written.kind !== 'map') {
    report(written.at, 'retired: expected effectiveFrom, the first month without it, and a reason')
    return null
  }
  onlyKnown(written, ['effectiveFrom', 'reason'], report)
  const { at, entries } = written
  const [effectiveFrom, given] = [entries.get('effectiveFrom'), entries.get('reason')]
  const reason = given && asText(given)
  // The reason may come from the options, so any text will do here.
  const decoded = decodeWritten(
    KPIRetired.data,
    mapOf(at, {
      ...{ regime, kpi, effectiveFrom: effectiveFrom && asText(effectiveFrom) },
      reason: reason ?? { kind: 'scalar', at, value: 'unknown', source: 'unknown' },
    }),
    report,
  )
  if (decoded === null) return null
  return { ...at, effectiveFrom: decoded.effectiveFrom, reason: given ? decoded.reason : null }
}

const checkMonths = (targets: ReadonlyArray<StatedTarget>, report: Report): void => {
  const months = new Set<string>()
  for (const { effectiveFrom, line, column } of targets) {
    if (months.has(effectiveFrom))
      report({ line, column }, `a target from ${effectiveFrom} is already stated above`)
    months.add(effectiveFrom)
  }
}

const byMonth = sort(
  Ord.contramap(({ effectiveFrom }: StatedTarget): string => effectiveFrom)(string.Ord),
)

const atOf = ({ line, column }: Place): Place => ({ line, column })

/** Reads a KPI of a regime; null if it is faulty. */
export const readKPI = (context: RegimeContext, written: Written): StatedKPI | null => {
  const { report, units } = context
  if (written.kind !== 'map') {
    if (written.kind !== 'faulty') report(written.at, 'expected a KPI: kpi, target and so on')
    return null
  }
  const { entries, at } = written
  const own = ['kpi', 'effectiveFrom', ...targetFields, 'reason', 'revised', 'retired']
  onlyKnown(written, [...own, ...definitionFields], report)
  const kpi = entries.get('kpi')
  if (kpi === undefined) {
    report(at, 'kpi: expected the reference of the KPI')
    return null
  }
  const definition = Object.fromEntries(
    definitionFields.flatMap((name) => {
      const field = entries.get(name)
      return field === undefined ? [] : [[name, fieldFrom(name, field)] as const]
    }),
  )
  const reference = wordsOf(asText(kpi)) ?? ''
  const unit = definition['unit'] === undefined ? null : wordsOf(definition['unit'])
  if (unit !== null) units.set(reference, unit)
  const reading = { ...context, kpi: asText(kpi), unit: units.get(reference) ?? null }
  const isDefined = Object.keys(definition).length > 0
  const { stated, fields } = readStated(reading, written, isDefined ? definition : null)
  const revised = readRevised(reading, entries.get('revised'))
  const retired = readRetired(reading, entries.get('retired'))
  checkMonths(stated === null ? revised : [stated, ...revised], report)
  if (stated === null) return null
  return {
    ...{ ...atOf(at), kpi: reference, definition: fields },
    ...{ targets: byMonth([stated, ...revised]), retired },
  }
}
