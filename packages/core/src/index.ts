export { month, type Month } from './period/month'
export {
  formatPeriod,
  MonthText,
  parsePeriod,
  type FinancialYear,
  type HalfYear,
  type Period,
  type Quarter,
} from './period/period'
export type { YearNotSplit } from './period/written'

export type { Accumulation } from './kpi/accumulation'
export type { Aggregation } from './kpi/aggregation'
export type { Better } from './kpi/better'
export type { Frequency } from './kpi/frequency'
export { Outcome, type NotMeasuredReason } from './kpi/outcome'
export type { Unit } from './kpi/unit'

export type { BandTest } from './rating/band-test'
export { schemeFaults } from './rating/check-scheme'
export { targetFaults } from './rating/check-target'
export type { Grade, GradeOrOther } from './rating/grade'
export { Margin } from './rating/margin'
export type { Rating } from './rating/rate'
export type { NotRatedReason } from './rating/not-rated'
export { Scheme, type Band } from './rating/scheme'
export { Target, type Comparator, type Range } from './rating/target'

export { Event, decodeEvent, decodeLine, encodeLine } from './events/event.codec'
export {
  Metadata,
  StreamName,
  streamOf,
  type DomainEvent,
  type RecordedEvent,
} from './events/envelope'
export type { EventData, EventType } from './events/registry'

export { Command, decodeCommand, type CommandType } from './contract/command.codec'
export { decide } from './contract/decide'
export { foldHistory } from './contract/fold'
export { readHistory } from './contract/read-history'
export type { Refusal } from './contract/refusal'
export type { History } from './history/history'
export type { InvalidCommand } from './contract/decode-commands'
export type { Advice, AdviceKind } from './contract/advice'
export type { AdvisedAgainst, Executed, Refused } from './batch'
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

// Of `@kpi-ledger/core/store`, what an application needs to hand a store on and read from it.
export type { CheckpointStore } from './store/checkpoint'
export type { EventStore } from './store/event-store'
export { collect } from './store/pages'
export type { StoreError } from './store/store-error'
