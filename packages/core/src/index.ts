export { decoder, type Decoder } from './codec/decode'
export { formatFault, type Fault } from './codec/fault'
export { parseJson } from './codec/json-text'
export { Instant } from './codec/instant'
export { Identifier, KPIReference } from './codec/text'
export type { Json } from './codec/json'

export { month, monthAt, monthIndex, formatMonth, profileKey, type Month } from './period/month'
export {
  parsePeriod,
  formatPeriod,
  type Period,
  type Quarter,
  type HalfYear,
  type FinancialYear,
  type InvalidPeriod,
} from './period/period'
export {
  lastMonth,
  endsFinancialYear,
  financialYearOf,
  monthsOf,
  periodsEndingIn,
} from './period/calendar'

export { exact, divideHalfEven, roundHalfEven, type Exact } from './rating/decimal'
export { Grade, grades, gradeRank, type GradeOrOther } from './rating/grade'
export { Margin, marginFrom } from './rating/margin'
export { contains, includes, type Bound, type Interval } from './rating/interval'
export { Scheme, type Band, type BandTest } from './rating/scheme'
export {
  Target,
  effectiveTarget,
  type Comparator,
  type EffectiveTarget,
  type OneSidedTarget,
  type Range,
  type RangeTarget,
} from './rating/target'
export { acceptance } from './rating/acceptance'
export { rate, notRated, type Rating } from './rating/rate'
export { placement, type Placement } from './rating/placement'
export { schemeFaults } from './rating/check-scheme'
export { targetFaults } from './rating/check-target'

export {
  eventData,
  Outcome,
  type Accumulation,
  type EventData,
  type EventType,
  type Frequency,
  type NotMeasuredReason,
  type Unit,
} from './events/data'
export {
  contractOf,
  streamOf,
  type DomainEvent,
  type Envelope,
  type Metadata,
  type NewEvent,
  type RecordedEvent,
  type StoredForm,
} from './events/envelope'
export { currentVersion, eventSchema, type EventSchema, type OlderVersion } from './events/schema'
export {
  decodeEvent,
  decodeLine,
  encodeLine,
  eventDecoder,
  toEnvelope,
  type EventDecoder,
  type InvalidEvent,
} from './events/codec'

export {
  decodeCommand,
  eventOf,
  type Command,
  type CommandOf,
  type CommandType,
  type InvalidCommand,
} from './contract/command.codec'
export { decide } from './contract/decide'
export { admit, describeInadmissible, type Inadmissible } from './contract/admit'
export { describeRefusal, type Refusal } from './contract/refusal'
export { evolve, hasActual, initialState, type ContractState } from './contract/state'
export {
  addToRulebook,
  emptyRulebook,
  everythingKnown,
  type Adoption,
  type Definition,
  type Entry,
  type Known,
  type KPIRules,
  type Retirement,
  type Rulebook,
  type Statement,
} from './contract/rulebook'
export {
  definitionInForce,
  findRegime,
  regimeInEffect,
  retirementInForce,
  statementInForce,
  statementsUnder,
  type StatementInForce,
} from './contract/rules-in-force'

export { canonicalJson } from './log/canonical-json'
export { jsonDigest } from './log/json-digest'
export { digestAt, eventEntry, eventLeaf, merkleLog } from './log/digest'
export {
  emptyRoot,
  hashingBy,
  pureHashing,
  textLeafHash,
  toHex,
  type Hash,
  type Hashing,
  type Sha256,
} from './log/hashing'
export { MerkleTree } from './log/merkle'
export { originOf, openCheckpoint, signCheckpoint } from './log/checkpoint'
export { describeNoteFault, openNote, signNote, type NoteFault, type OpenNote } from './log/note'
export {
  formatSignerKey,
  formatVerifierKey,
  parseSignerKey,
  parseVerifierKey,
  signerKey,
  type SignerKey,
  type VerifierKey,
} from './log/note-key'
export {
  formatTlogProof,
  inclusionOf,
  isTlogProof,
  openTlogProof,
  type OpenTlogProof,
} from './log/tlog-proof'
export { proveConsistency, proveInclusion } from './log/proof'
export {
  decodeConsistency,
  decodeDigest,
  decodeInclusion,
  type Consistency,
  type Digest,
  type Inclusion,
} from './log/proof.codec'
export {
  describeDenial,
  verifyConsistency,
  verifyDigest,
  verifyInclusion,
  verifyLeaf,
  type Denial,
  type Verification,
} from './log/verify'

export { formatPosition, parsePosition, type Position } from './store/position'
export {
  describeCheckpointKey,
  type Checkpoint,
  type CheckpointKey,
  type CheckpointStore,
} from './store/checkpoint'
export {
  describeStoreError,
  type CurrentRevision,
  type ExpectedRevision,
  type StoreError,
} from './store/store-error'
export type {
  Appended,
  Batch,
  EventFilter,
  EventReader,
  EventStore,
  Pages,
  Positioned,
  ReadAllOptions,
  ReadOptions,
  Subscription,
  SubscriptionMessage,
} from './store/event-store'
export { collect, foldPages } from './store/pages'

export {
  execute,
  loadContract,
  toNewEvent,
  type LedgerEnvironment,
  type LedgerError,
  type Refused,
} from './ledger'
