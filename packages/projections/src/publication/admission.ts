import type { History, RecordedEvent } from '@kpi-ledger/core'
import { eventLeaf, MerkleEdge, type Hashing } from '@kpi-ledger/core/proofs'
import { checkPublication, recomputedBefore } from './check'

const whyNotOf = (
  history: History,
  before: MerkleEdge,
  { revision, recordedAt, data }: RecordedEvent<'ScorecardPublished'>,
): string | null => {
  const publication = { revision, recordedAt, ...data }
  const { failing } = checkPublication(publication, recomputedBefore(history, publication, before))
  return failing.length === 0
    ? null
    : `${failing.join(', ')}: not of the scorecard of ${data.period} under ${data.regime}, drawn from the events before it`
}

/**
 * Makes a check of the events of a ledger file, each in turn with the history it was added to:
 * whether a publication is of the events before it, by its size, root and digest (M25a). It says why
 * not, or null; so it can be passed to an import.
 */
export const publicationAdmission = (
  hashing?: Hashing,
): ((history: History, event: RecordedEvent) => string | null) => {
  const logs = new Map<string, MerkleEdge>()
  return (history, event) => {
    const log = logs.get(event.stream) ?? new MerkleEdge(hashing)
    logs.set(event.stream, log)
    const fault = event.type === 'ScorecardPublished' ? whyNotOf(history, log, event) : null
    log.append(eventLeaf(event, hashing))
    return fault
  }
}
