import { exact } from '../rating/decimal'

/** How the numbers and months of a rule are put into words. */
export interface Saying {
  /** A number in the KPI's unit: `90 %`. */
  readonly figure: (value: number) => string
  /** Month in which the financial year starts, 1 to 12: a profile begins with it. */
  readonly yearStart: number
}

/** Numbers without a unit, in years that start in April. */
export const plainly: Saying = { figure: (value) => exact(value).toFixed(), yearStart: 4 }
