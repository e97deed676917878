import { describe } from '@kpi-ledger/core'
import type { Digest, Verification } from '@kpi-ledger/core/proofs'
import { visible } from '@kpi-ledger/core/unstable'

/** One check; `denial` says why it failed, null if it passed. */
export interface Step {
  /** What was checked, in words. */
  readonly claim: string
  /** Why it failed; null if it passed. */
  readonly denial: string | null
}

/** The result of a verification: the checks up to the first failure. */
export interface Verdict {
  /** What was verified. */
  readonly of: 'digest' | 'inclusion' | 'consistency' | 'ledger'
  /** Whether all checks passed. */
  readonly holds: boolean
  /** What was checked, in order. */
  readonly checked: ReadonlyArray<string>
  /** The first failure; null if there is none. */
  readonly denied: string | null
  /** What a reader might assume it shows although it does not. */
  readonly notShown: ReadonlyArray<string>
}

/** A digest that was kept elsewhere, and the file it is in. */
export interface KeptDigest {
  /** The path of the file. */
  readonly path: string
  /** The digest. */
  readonly digest: Digest
}

/** A check by a verification; `place` names the file for its denial. */
export const step = (claim: string, place: string, verified: Verification): Step => ({
  claim,
  denial: verified._tag === 'Holds' ? null : `${place}: ${describe(verified)}`,
})

/** A check that passed. */
export const holding = (claim: string): Step => ({ claim, denial: null })

/** The verdict of checks in order; those after the first failure are left out. */
export const verdict = (
  of: Verdict['of'],
  steps: ReadonlyArray<Step>,
  notShown: ReadonlyArray<string>,
): Verdict => {
  const denied = steps.findIndex(({ denial }) => denial !== null)
  const taken = denied === -1 ? steps : steps.slice(0, denied)
  const denial = steps[denied]?.denial ?? null
  return {
    of,
    holds: denied === -1,
    checked: taken.map(({ claim }) => claim),
    denied: denial === null ? null : visible(denial),
    notShown,
  }
}
