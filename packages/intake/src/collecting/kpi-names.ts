import type { Period, Unit } from '@kpi-ledger/core'
import {
  alternatives,
  formatMonth,
  lastMonth,
  monthAt,
  monthIndex,
  monthsIn,
} from '@kpi-ledger/core/unstable'
import { rules, scorecard, type History } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { tidy } from '../sheets/sheet'
import { yearStartOf } from '../year-start'

/** The KPI that a text refers to. */
export interface NamedKPI {
  /** The reference of the KPI. */
  readonly kpi: string
  /** Why the text was taken for that KPI; null if it is its reference. */
  readonly why: string | null
}

/** How figures of a KPI are read in a period. */
export interface Measure {
  /** The unit of the KPI in the period. */
  readonly unit: Unit
  /** Whether a higher or a lower figure is better; null if the target does not say. */
  readonly better: 'higher' | 'lower' | null
}

/** What a mapping writes for a name that belongs to no KPI. */
const NOTHING = 'nothing'

const plainly = (text: string): string => tidy(text).normalize('NFC').toLowerCase()

const betterBy = (comparator: string | null): Measure['better'] => {
  if (comparator?.startsWith('>') === true) return 'higher'
  return comparator?.startsWith('<') === true ? 'lower' : null
}

/** The months in which the rules of a contract change. */
const changesIn = ({ rules: { adoptions, kpis } }: History): ReadonlyArray<string> => {
  const all = [...kpis.values()].flatMap(({ definitions, revisions, statements, retirements }) => [
    ...definitions,
    ...revisions,
    ...statements,
    ...retirements,
  ])
  return [...new Set([...adoptions, ...all].map(({ effectiveFrom }) => effectiveFrom))]
}

/** The KPIs of a contract by what people call them. */
export class KPINames {
  private readonly references = new Set<string>()
  /** The references by other ways to write them, such as in capitals. */
  private readonly byCase = new Map<string, Set<string>>()
  private readonly byDescription = new Map<string, Set<string>>()
  private readonly units = new Map<string, Unit>()
  /** The months in which the rules change. */
  private readonly changes: ReadonlyArray<string>
  private readonly measures = new Map<string, ReadonlyMap<string, Measure>>()
  /** The measures of the period asked for last: successive rows often share a period. */
  private last: {
    readonly period: Period
    readonly measures: ReadonlyMap<string, Measure>
  } | null = null
  private readonly found = new Map<string, NamedKPI | string>()

  constructor(
    private readonly history: History,
    /** The references that a mapping gives for the names in the file. */
    private readonly stated: ReadonlyMap<string, string>,
  ) {
    this.changes = changesIn(history)
    const all = rules(history)
    if (E.isLeft(all)) return
    for (const { kpis } of all.right.regimes)
      for (const { kpi, definition } of kpis) {
        this.references.add(kpi)
        this.units.set(kpi, definition.unit)
        this.also(this.byCase, kpi, kpi)
        this.also(this.byDescription, definition.description, kpi)
      }
  }

  private also(names: Map<string, Set<string>>, name: string, kpi: string): void {
    const key = plainly(name)
    const known = names.get(key)
    if (known === undefined) names.set(key, new Set([kpi]))
    else known.add(kpi)
  }

  /** Whether a text is exactly a reference or a description. */
  isName(text: string, by: 'reference' | 'description'): boolean {
    return by === 'reference'
      ? this.references.has(text)
      : this.byDescription.has(plainly(text)) && plainly(text) !== ''
  }

  private search(text: string): NamedKPI | string {
    const key = plainly(text)
    const own = this.stated.get(key)
    if (own !== undefined)
      return this.references.has(own)
        ? { kpi: own, why: 'the mapping says so' }
        : `${JSON.stringify(own)}, as the mapping calls ${JSON.stringify(text)}, is not a KPI of the contract`
    if (this.references.has(text)) return { kpi: text, why: null }
    for (const [names, why] of [
      [this.byCase, 'it differs only in how it is written'],
      [this.byDescription, 'it is its description'],
    ] as const) {
      const kpis = [...(names.get(key) ?? [])]
      const [kpi, other] = kpis
      if (other !== undefined) return `${JSON.stringify(text)} may be ${kpis.join(' or ')}`
      if (kpi !== undefined) return { kpi, why }
    }
    return `${JSON.stringify(text)} is neither the reference nor the description of a KPI of the contract${alternatives(text, [...this.references])}`
  }

  /** Whether the mapping says that rows with this name are about no KPI. */
  isPassedOver(text: string): boolean {
    return this.stated.get(plainly(text)) === NOTHING && !this.references.has(NOTHING)
  }

  /** The KPI that a text refers to, or the reason why none is found. */
  named(text: string): NamedKPI | string {
    const known = this.found.get(text)
    if (known !== undefined) return known
    const found = this.search(text)
    this.found.set(text, found)
    return found
  }

  /** How many of the changes have happened by a month: nothing changes between two of them. */
  private rulesBy(month: string): number {
    return this.changes.filter((each) => each <= month).length
  }

  private measuresOf(period: Period): ReadonlyMap<string, Measure> {
    const yearStart = yearStartOf(this.history)
    const last = lastMonth(period, yearStart)
    const first = monthAt(monthIndex(last) - monthsIn(period) + 1)
    const [since, until] = [first, last].map((month) => String(this.rulesBy(formatMonth(month))))
    const key = [period.kind, since, until].join(' ')
    const known = this.measures.get(key)
    if (known !== undefined) return known
    const card = scorecard(this.history, { periods: [period] })
    const measures = new Map<string, Measure>()
    if (E.isRight(card))
      for (const { kpis } of card.right.serviceAreas)
        for (const { kpi, unit, cells } of kpis)
          measures.set(kpi, { unit, better: betterBy(cells[0]?.comparator ?? null) })
    this.measures.set(key, measures)
    return measures
  }

  /**
   * How figures of a KPI are read: as on its scorecard of the period, else as the KPI is defined.
   */
  measure(kpi: string, period: Period): Measure {
    if (this.last?.period !== period) this.last = { period, measures: this.measuresOf(period) }
    return this.last.measures.get(kpi) ?? { unit: this.units.get(kpi) ?? 'number', better: null }
  }
}
