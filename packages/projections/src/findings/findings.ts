import * as E from 'fp-ts/Either'
import { now as unlimited, type AsAt } from '../history/as-at'
import type { History } from '@kpi-ledger/core'
import { kpisDefined, type KPIRules } from '@kpi-ledger/core/unstable'
import type { LedgerState } from '../history/ledger-state'
import type { QueryError } from '../history/query-error'
import { ask, regimeNamed } from '../history/question'
import {
  beforeFirstRegime,
  looksAlike,
  notBegun,
  notCarriedOver,
  onNoScorecard,
  unlikeBefore,
} from './advice'
import { aggregateDiffers } from './aggregates'
import { correctedToGood } from './corrections'
import { decidedWithoutNote } from './decided'
import { keepsFailing } from './failing'
import { actualFalls, outsideUnit } from './figures'
import type { Finding, FindingKind } from './finding'
import { currentActuals, type FindingContext, type FindingRule } from './context'
import { claimsOnTrackWrongly } from './notes'
import { profileDecreases, profileIncomplete, profileMissesTarget } from './profiles'
import { overdue } from './overdue'
import { printedOtherwise } from './printed'
import { recordedAhead } from './recorded-ahead'
import { targetAfterActual } from './targets'
import { actualAfterRetirement, lateActual } from './timing'
import { keepsUnmeasured } from './unmeasured'
import { withdrawnAfterPublication } from './withdrawn'

/** A question for findings. */
export interface FindingsQuery {
  /** The regime to judge by; by default the one in effect in each period. */
  readonly regime?: string
  /** Days after the end of a period by which its actuals are due; by default nothing is due. */
  readonly lateAfter?: number
  /**
   * Days after the end of an assessment period from which a KPI without an outcome is overdue, as at
   * `now` or the instant asked about (M36); by default none is.
   */
  readonly overdueAfter?: number
  /**
   * The instant of asking, by the caller's clock: events recorded as at a later one are found
   * (M20). By default none are.
   */
  readonly now?: string
  /** By default, as known now. */
  readonly asAt?: AsAt
}

/** What an auditor should look at in a contract's history. */
export interface Findings {
  /** The id of the contract. */
  readonly contract: string
  /** The regime that was asked for; null for the one in effect in each period. */
  readonly regime: string | null
  /** The point in time as of which it is answered (M21). */
  readonly asAt: AsAt
  /** By kind in the order of the summary, then by KPI in the order of their definitions, then by period. */
  readonly findings: ReadonlyArray<Finding>
  /** How many findings there are of each kind. */
  readonly summary: Readonly<Record<FindingKind, number>>
}

const ruleFor: Readonly<Record<Exclude<FindingKind, 'recorded-ahead'>, FindingRule>> = {
  'outside-unit': outsideUnit,
  'actual-falls': actualFalls,
  'profile-incomplete': profileIncomplete,
  'profile-decreases': profileDecreases,
  'profile-misses-target': profileMissesTarget,
  'target-after-actual': targetAfterActual,
  'corrected-to-good': correctedToGood,
  'late-actual': lateActual,
  'actual-after-retirement': actualAfterRetirement,
  'claims-on-track': claimsOnTrackWrongly,
  'keeps-unmeasured': keepsUnmeasured,
  'unlike-before': unlikeBefore,
  'not-begun': notBegun,
  'before-first-regime': beforeFirstRegime,
  'on-no-scorecard': onNoScorecard,
  'looks-alike': looksAlike,
  'not-carried-over': notCarriedOver,
  'aggregate-differs': aggregateDiffers,
  'keeps-failing': keepsFailing,
  'printed-otherwise': printedOtherwise,
  'decided-without-note': decidedWithoutNote,
  'withdrawn-after-publication': withdrawnAfterPublication,
  overdue,
}

const count = (findings: ReadonlyArray<Finding>, kind: FindingKind): number =>
  findings.filter(({ finding }) => finding === kind).length

const summarise = (findings: ReadonlyArray<Finding>): Findings['summary'] => ({
  'outside-unit': count(findings, 'outside-unit'),
  'actual-falls': count(findings, 'actual-falls'),
  'profile-incomplete': count(findings, 'profile-incomplete'),
  'profile-decreases': count(findings, 'profile-decreases'),
  'profile-misses-target': count(findings, 'profile-misses-target'),
  'target-after-actual': count(findings, 'target-after-actual'),
  'corrected-to-good': count(findings, 'corrected-to-good'),
  'late-actual': count(findings, 'late-actual'),
  'actual-after-retirement': count(findings, 'actual-after-retirement'),
  'claims-on-track': count(findings, 'claims-on-track'),
  'keeps-unmeasured': count(findings, 'keeps-unmeasured'),
  'unlike-before': count(findings, 'unlike-before'),
  'not-begun': count(findings, 'not-begun'),
  'before-first-regime': count(findings, 'before-first-regime'),
  'on-no-scorecard': count(findings, 'on-no-scorecard'),
  'looks-alike': count(findings, 'looks-alike'),
  'not-carried-over': count(findings, 'not-carried-over'),
  'aggregate-differs': count(findings, 'aggregate-differs'),
  'keeps-failing': count(findings, 'keeps-failing'),
  'printed-otherwise': count(findings, 'printed-otherwise'),
  'decided-without-note': count(findings, 'decided-without-note'),
  'withdrawn-after-publication': count(findings, 'withdrawn-after-publication'),
  overdue: count(findings, 'overdue'),
  'recorded-ahead': count(findings, 'recorded-ahead'),
})

/** What is found about KPIs, kind by kind, examining each KPI once. */
const aboutKPIs = (
  context: FindingContext,
  kpis: ReadonlyArray<KPIRules>,
): ReadonlyArray<Finding> => {
  const looked = Object.values(ruleFor).map((rule) => ({ rule, of: new Array<Finding>() }))
  for (const rules of kpis) {
    const actuals = currentActuals(context, rules)
    for (const { rule, of } of looked)
      for (const finding of rule(context, rules, actuals)) of.push(finding)
  }
  return looked.flatMap(({ of }) => of)
}

/**
 * What an auditor should look at: figures, profiles, corrections, targets, times and notes that may
 * be right but deserve a question. Fails if there is no such contract, regime or revision.
 */
export const findings = (
  history: History,
  { regime, lateAfter, overdueAfter, now, asAt = unlimited }: FindingsQuery = {},
): E.Either<QueryError, Findings> => {
  const question = ask(history, asAt)
  if (E.isLeft(question)) return question
  const named = regime === undefined ? null : regimeNamed(question.right, regime)
  if (named !== null && E.isLeft(named)) return named
  const { contract, rules: known } = question.right
  const context: FindingContext = {
    question: question.right,
    asAt,
    regime: regime ?? null,
    lateAfter: lateAfter ?? null,
    overdueAfter: overdueAfter ?? null,
    now: now ?? null,
  }
  const all = [
    ...aboutKPIs(context, kpisDefined(history, known)),
    ...(now === undefined ? [] : recordedAhead(context, now)),
  ]
  return E.right({
    contract: contract.contract,
    regime: regime ?? null,
    asAt,
    findings: all,
    summary: summarise(all),
  })
}

/** The findings in the wire format: with the size and root of the events they were drawn from. */
export interface FindingsJson extends Findings {
  /** The size and root of the events it was drawn from (M27). */
  readonly ledger: LedgerState
}

/** The findings in the wire format. */
export const findingsJson = (
  { contract, regime, asAt, ...rest }: Findings,
  { size, root }: LedgerState,
): FindingsJson => ({ contract, regime, asAt, ledger: { size, root }, ...rest })
