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

/** The KPI that a text refers to, and why, if the text is not its reference. */
export interface NamedKPI {
  readonly kpi: string
  readonly why: string | null
}

/** How figures of a KPI are read in a period. */
export interface Measure {
  readonly unit: Unit
  readonly better: 'higher' | 'lower' | null
}

/** What a mapping calls names that belong to no KPI. */
const NOTHING = 'nothing'

const plainly = (text: string): string => tidy(text).normalize('NFC').toLowerCase()

const betterBy = (comparator: string | null): Measure['better'] => {
  if (comparator?.startsWith('>') === true) return 'higher'
  return comparator?.startsWith('<') === true ? 'lower' : null
}

/** The months in which rules of a contract come into force. */
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
  /** By other ways to write them: the references with that name. */
  private readonly byCase = new Map<string, Set<string>>()
  private readonly byDescription = new Map<string, Set<string>>()
  private readonly units = new Map<string, Unit>()
  /** The months in which rules come into force. */
  private readonly changes: ReadonlyArray<string>
  private readonly measures = new Map<string, ReadonlyMap<string, Measure>>()
  /** Those of the period asked for last: rows of one period often follow each other. */
  private last: {
    readonly period: Period
    readonly measures: ReadonlyMap<string, Measure>
  } | null = null
  private readonly found = new Map<string, NamedKPI | string>()

  constructor(
    private readonly history: History,
    /** The references of the names that a mapping states. */
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

  /** Whether a text is a reference, or a description, as it stands. */
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
        : `${JSON.stringify(own)}, as the mapping calls ${JSON.stringify(text)}, is no KPI of the contract`
    if (this.references.has(text)) return { kpi: text, why: null }
    for (const [names, why] of [
      [this.byCase, 'it is written so'],
      [this.byDescription, 'it is its description'],
    ] as const) {
      const [kpi, other] = names.get(key) ?? []
      if (other !== undefined)
        return `${JSON.stringify(text)} may be ${[...(names.get(key) ?? [])].join(' or ')}`
      if (kpi !== undefined) return { kpi, why }
    }
    return `${JSON.stringify(text)} is neither the reference nor the description of a KPI of the contract${alternatives(text, [...this.references])}`
  }

  /** Whether the mapping says that a row of this name is about no KPI. */
  isPassedOver(text: string): boolean {
    return this.stated.get(plainly(text)) === NOTHING && !this.references.has(NOTHING)
  }

  /** The KPI that a text means, or why there is none. */
  named(text: string): NamedKPI | string {
    const known = this.found.get(text)
    if (known !== undefined) return known
    const found = this.search(text)
    this.found.set(text, found)
    return found
  }

  /** How many rules have come into force by a month: between two of them nothing changes. */
  private rulesBy(month: string): number {
    return this.changes.filter((each) => each <= month).length
  }

  private measuresOf(period: Period): ReadonlyMap<string, Measure> {
    const yearStart = this.history.contract?.yearStart ?? 4
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

  /** How figures of a KPI are read: as its scorecard of the period says, else as it is defined. */
  measure(kpi: string, period: Period): Measure {
    if (this.last?.period !== period) this.last = { period, measures: this.measuresOf(period) }
    return this.last.measures.get(kpi) ?? { unit: this.units.get(kpi) ?? 'number', better: null }
  }
}
