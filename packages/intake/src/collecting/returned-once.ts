import type { ReturnedFigure } from './returned'

/** The figures read so far, by KPI and period. */
export class ReturnedOnce {
  /** The figures, in the order of the file. */
  readonly figures: Array<ReturnedFigure> = []
  /** By KPI, then by period. */
  private readonly seen = new Map<string, Map<string, ReturnedFigure>>()

  /** The earlier figure of the same KPI and period; null if there is none. */
  sameAs({ kpi, period }: ReturnedFigure): ReturnedFigure | null {
    return this.seen.get(kpi)?.get(period) ?? null
  }

  /** Adds a figure. */
  add(figure: ReturnedFigure): void {
    const ofKPI = this.seen.get(figure.kpi) ?? new Map<string, ReturnedFigure>()
    this.seen.set(figure.kpi, ofKPI.set(figure.period, figure))
    this.figures.push(figure)
  }
}
