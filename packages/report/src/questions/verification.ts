import { dataOf, facts, noProvenance, verdict, type Document } from '../document/document'
import { text } from '../document/value'

/** What came of a verification: what was checked up to the first thing that does not hold. */
export interface VerificationAnswer {
  readonly of: 'digest' | 'inclusion' | 'consistency' | 'ledger'
  readonly holds: boolean
  readonly checked: ReadonlyArray<string>
  /** The first thing that does not hold; null if all does. */
  readonly denied: string | null
  /** What a reader may take it to show, and it does not. */
  readonly notShown: ReadonlyArray<string>
}

/** Whether something holds, what was checked, and what that does not show. A record a check. */
export const verificationDocument = (answer: VerificationAnswer): Document => {
  const { of, holds, checked, denied, notShown } = answer
  return {
    title: '',
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
