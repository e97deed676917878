export { month, type Month, type MonthText } from './period/month'
export {
  formatPeriod,
  parsePeriod,
  type FinancialYear,
  type HalfYear,
  type Period,
  type Quarter,
} from './period/period'
export {
  parseWrittenPeriod,
  parseWrittenYear,
  periodMeant,
  type WrittenPeriod,
  type YearNotSplit,
} from './period/written'

export type { Accumulation } from './kpi/accumulation'
export type { Aggregation } from './kpi/aggregation'
export type { Better } from './kpi/better'
export type { Frequency } from './kpi/frequency'
export { Outcome, type NotMeasuredReason } from './kpi/outcome'
export type { KnownUnit, Unit } from './kpi/unit'

export type { BandTest } from './rating/band-test'
export { schemeFaults } from './rating/check-scheme'
export { targetFaults } from './rating/check-target'
export type { Grade, GradeOrOther } from './rating/grade'
export { Margin } from './rating/margin'
export type { Rating } from './rating/rate'
export type { NotRated, NotRatedReason, NotRatedWord } from './rating/not-rated'
export { Scheme, type Band, type Repeat } from './rating/scheme'
export { Target, type Comparator } from './rating/target'

export { Event, decodeEvent, decodeLine, encodeLine } from './events/event.codec'
export {
  Metadata,
  StreamName,
  streamOf,
  type DomainEvent,
  type NewEvent,
  type RecordedEvent,
} from './events/envelope'
export type { EventData, EventType } from './events/registry'

export {
  Command,
  decodeCommand,
  type CommandType,
  type PublishScorecard,
} from './contract/command.codec'
export { decide } from './contract/decide'
export { foldHistory } from './contract/fold'
export { readHistory } from './contract/read-history'
export { contractIds } from './contract/registered'
export type { Refusal, Stale, UnseenChange } from './contract/refusal'
export type { History } from './history/history'
export type { CommandFault, InvalidCommand } from './contract/decode-commands'
export type { Advice, AdviceKind } from './contract/advice'
export type { AdvisedAgainst, Executed, Refused, RefusedCommand } from './batch'
export { execute, rehearse, type ExecutionError, type LedgerEnvironment } from './execute'
export type { Retrying } from './retrying'

export { configure } from './schema/check'
export type { Codec } from './schema/codec'
export { decoder, type DecodeError, type Decoder } from './schema/decode'
export type { Fault } from './schema/fault'
export { Instant } from './schema/instant'
export { EventId } from './schema/text'
export type { Json } from './schema/json'
export { jsonSchemaOf, type JsonSchema } from './schema/json-schema'
export { describe, type CoreError } from './describe'

export type { Checkpoint, CheckpointKey, CheckpointStore } from './store/checkpoint'
export type {
  Appended,
  Batch,
  EventFilter,
  EventReader,
  EventStore,
  EventWriter,
  Pages,
  Positioned,
  ReadAllOptions,
  ReadOptions,
  Subscription,
  SubscriptionMessage,
} from './store/event-store'
export { subscriptionOf } from './store/subscription'
export { collect } from './store/pages'
export type { Position } from './store/position'
export type { ExpectedRevision, StoreError } from './store/store-error'
