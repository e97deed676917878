import type { Frequency, Unit } from '@kpi-ledger/core'
import { kpisDefined, type Definition, type KPIRules } from '@kpi-ledger/core/unstable'
import type { Question } from '../history/question'
import { cellsIn, type Cell, type CellIn, type DefinedCell } from './cell'
import type { Column } from './column'

/** A KPI's row on a scorecard. */
export interface ScorecardKPI {
  /** The reference of the KPI. */
  readonly kpi: string
  /** What the KPI measures. */
  readonly description: string
  /** How often the KPI is assessed (M2). */
  readonly frequency: Frequency
  /** The unit of the KPI's figures (M9b). */
  readonly unit: Unit
  /** One per period; null if the KPI is not on the scorecard of that period. */
  readonly cells: ReadonlyArray<Cell | null>
}

/** A heading of a scorecard with its KPIs. */
export interface ServiceArea {
  /** The name of the service area. */
  readonly name: string
  /** Its KPIs, in the order of their first definitions. */
  readonly kpis: ReadonlyArray<ScorecardKPI>
}

/** A KPI that is on a scorecard in any of some columns. */
export interface PlacedKPI {
  /** The reference of the KPI. */
  readonly kpi: string
  /** The definition in force in the last of the columns in which it is shown (M8). */
  readonly definition: Definition
  /** One per column; null where it is not shown. */
  readonly cells: ReadonlyArray<Cell | null>
}

const placed = (columns: ReadonlyArray<CellIn | null>, rules: KPIRules): PlacedKPI | null => {
  const cells = columns.map((cellIn) => cellIn && cellIn(rules))
  const last = cells.findLast((cell): cell is DefinedCell => cell !== null)
  if (last === undefined) return null
  return {
    kpi: rules.kpi,
    definition: last.definition,
    cells: cells.map((each) => each?.cell ?? null),
  }
}

/** Service area by service area, in the order of their first items. */
export const byServiceArea = <A>(
  items: ReadonlyArray<A>,
  areaOf: (item: A) => string,
): ReadonlyArray<readonly [area: string, items: ReadonlyArray<A>]> => {
  const areas = new Map<string, Array<A>>()
  for (const item of items) {
    const area = areas.get(areaOf(item))
    if (area === undefined) areas.set(areaOf(item), [item])
    else area.push(item)
  }
  return [...areas]
}

/**
 * The KPIs that are on a scorecard in any of the columns, by service area, in scorecard order. A
 * column without a regime, which is null, has no cells.
 */
export const kpisByServiceArea = (
  question: Question,
  columns: ReadonlyArray<Column | null>,
): ReadonlyArray<readonly [area: string, kpis: ReadonlyArray<PlacedKPI>]> => {
  const cells = columns.map((column) => column && cellsIn(question, column))
  return byServiceArea(
    kpisDefined(question.history, question.rules).flatMap((rules) => placed(cells, rules) ?? []),
    ({ definition }) => definition.serviceArea,
  )
}

/** The service areas of a scorecard with their KPIs. */
export const serviceAreasOf = (
  question: Question,
  columns: ReadonlyArray<Column>,
): ReadonlyArray<ServiceArea> =>
  kpisByServiceArea(question, columns).map(([name, kpis]) => ({
    name,
    kpis: kpis.map(({ kpi, definition, cells }) => ({
      kpi,
      description: definition.description,
      frequency: definition.frequency,
      unit: definition.unit,
      cells,
    })),
  }))
