import { describe } from '@kpi-ledger/core'
import type { Digest, Verification } from '@kpi-ledger/core/proofs'

/** One thing that was looked at; `denial` says why it does not hold, null if it does. */
export interface Step {
  readonly claim: string
  readonly denial: string | null
}

/** What came of a verification: the steps taken up to the first that does not hold. */
export interface Verdict {
  readonly of: 'digest' | 'inclusion' | 'consistency' | 'ledger'
  readonly holds: boolean
  readonly checked: ReadonlyArray<string>
  readonly denied: string | null
  /** What a reader may take it to show, and it does not. */
  readonly notShown: ReadonlyArray<string>
}

/** A digest that was kept elsewhere, and the file it is in. */
export interface KeptDigest {
  readonly path: string
  readonly digest: Digest
}

export const step = (claim: string, place: string, verified: Verification): Step => ({
  claim,
  denial: verified._tag === 'Holds' ? null : `${place}: ${describe(verified)}`,
})

export const holding = (claim: string): Step => ({ claim, denial: null })

export const verdict = (
  of: Verdict['of'],
  steps: ReadonlyArray<Step>,
  notShown: ReadonlyArray<string>,
): Verdict => {
  const denied = steps.findIndex(({ denial }) => denial !== null)
  const taken = denied === -1 ? steps : steps.slice(0, denied)
  return {
    of,
    holds: denied === -1,
    checked: taken.map(({ claim }) => claim),
    denied: steps[denied]?.denial ?? null,
    notShown,
  }
}
