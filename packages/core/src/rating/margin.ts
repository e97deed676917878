import * as t from 'io-ts'
import { PositiveDecimal } from '../codec/number'
import { record, type Immutably } from '../codec/record'
import { exact, type Exact } from './decimal'

/** How far from a target value: in the KPI's unit, or in percent of the value's size (M10). */
export const Margin = t.union(
  [
    record('an absolute margin', { absolute: PositiveDecimal }),
    record('a percent margin', { percent: PositiveDecimal }),
  ],
  'a margin such as {"absolute": 1} or {"percent": 5}',
)
export type Margin = Immutably<typeof Margin>

/** The size of a margin, measured from a target value; 0 for a percentage of 0 (M10). */
export const marginFrom = (margin: Margin, value: Exact): Exact =>
  'absolute' in margin
    ? exact(margin.absolute)
    : value.abs().times(exact(margin.percent)).times(exact(0.01))
