import type { AsAt } from '@kpi-ledger/projections'
import * as E from 'fp-ts/Either'
import { badInput, type Failure } from '../failure'
import type { AsAtGiven } from './shared-options'

/** The point in time that is asked about (M21). */
export const asAtOf = ({
  asAt,
  factsAsAt,
  rulesAsAt,
  atRevision,
}: AsAtGiven): E.Either<Failure, AsAt> =>
  asAt !== null && (factsAsAt ?? rulesAsAt) !== null
    ? E.left(badInput('--as-at sets both --facts-as-at and --rules-as-at; specify it alone'))
    : E.right({ facts: asAt ?? factsAsAt, rules: asAt ?? rulesAsAt, revision: atRevision })
