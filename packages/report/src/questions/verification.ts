import { dataOf, facts, noProvenance, verdict, type Document } from '../document/document'
import { text } from '../document/value'

/** The result of a verification: what was checked, up to the first failure. */
export interface VerificationAnswer {
  /** What was verified. */
  readonly of: 'digest' | 'inclusion' | 'consistency' | 'ledger'
  /** Whether everything that was checked holds. */
  readonly holds: boolean
  /** What was checked, one sentence each. */
  readonly checked: ReadonlyArray<string>
  /** The first failure; null if everything holds. */
  readonly denied: string | null
  /** What a reader might assume it shows although it does not. */
  readonly notShown: ReadonlyArray<string>
}

/**
 * Whether something holds, what was checked, and what the check does not show. One record per
 * check.
 */
export const verificationDocument = (answer: VerificationAnswer): Document => {
  const { of, holds, checked, denied, notShown } = answer
  return {
    title: '',
    name: 'Verification',
    verdict: verdict(holds ? 'good' : 'inadequate', `${of}: ${holds ? 'holds' : 'does not hold'}`),
    blocks: [
      facts(
        ...checked.map((claim) => ['yes:', text(claim)] as const),
        ...(denied === null ? [] : [['no:', text(denied)] as const]),
        ...(holds ? notShown.map((claim) => ['not shown:', text(claim)] as const) : []),
      ),
    ],
    provenance: noProvenance,
    data: dataOf(answer),
    records: {
      fields: ['holds', 'says'],
      rows: [
        ...checked.map((says) => ({ holds: true, says })),
        ...(denied === null ? [] : [{ holds: false, says: denied }]),
      ],
    },
  }
}
