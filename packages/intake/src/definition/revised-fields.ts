import { isSameJson } from '@kpi-ledger/core/unstable'
import type { DefinitionInForce } from '@kpi-ledger/projections'
import type { StatedDefinition } from './definition'

/** How a stated definition differs from the one in force. */
export interface Difference {
  /** The fields to revise, with their new values. */
  readonly revised: Readonly<Record<string, unknown>>
  /** Why other fields that differ cannot be revised. */
  readonly fixed: ReadonlyArray<string>
}

/** The value of a field that a definition leaves out (M8). */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  ...{ decimals: 2, accumulation: 'in-period', succeeds: [], ratedTo: null },
}
const defaultOf = (name: string): unknown => DEFAULTS[name] ?? null

/** Compares a stated definition with the one in force, field by field. */
export const revisedFields = (there: DefinitionInForce, stated: StatedDefinition): Difference => {
  const [was, is] = [Object.entries(there), new Map<string, unknown>(Object.entries(stated))]
  const names = [...new Set([...was.map(([name]) => name), ...is.keys()])]
  const before = new Map<string, unknown>(was)
  const changed = names.filter(
    (name) => !isSameJson(before.get(name) ?? defaultOf(name), is.get(name) ?? defaultOf(name)),
  )
  const isFixed = (name: string): boolean =>
    name === 'succeeds' || (!is.has(name) && defaultOf(name) === null)
  return {
    revised: Object.fromEntries(
      changed
        .filter((name) => !isFixed(name))
        .map((name) => [name, is.get(name) ?? defaultOf(name)]),
    ),
    fixed: changed
      .filter(isFixed)
      .map((name) =>
        name === 'succeeds'
          ? 'succeeds cannot be revised'
          : `${name} is stated in the ledger and cannot be left out again`,
      ),
  }
}
