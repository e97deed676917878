import type {
  AdvisedAgainst,
  DecodeError,
  InvalidCommand,
  Refusal,
  Refused,
  StoreError,
} from '@kpi-ledger/core'
import { sentenceOf, type Sentences } from '@kpi-ledger/core/unstable'
import {
  describe as describeProjection,
  type PublicationError,
  type QueryError,
} from '@kpi-ledger/projections'
import { unknownStoreSentences, type UnknownStore } from './store/open-store'

/** The ledger has been closed; nothing was done. */
export interface Closed {
  /** The tag of this error. */
  readonly _tag: 'Closed'
}

/** A digest or a proof was requested for more events than there are. */
export interface NoSuchSize {
  /** The tag of this error. */
  readonly _tag: 'NoSuchSize'
  /** The number of events it was requested for. */
  readonly asked: number
  /** The number of events in the log, or in the proof. */
  readonly size: number
}

/** Every error of the front door, as a value. Anything that is thrown is a bug. */
export type LedgerError =
  | DecodeError
  | InvalidCommand
  | Refused
  | AdvisedAgainst
  | QueryError
  | PublicationError
  | StoreError
  | UnknownStore
  | NoSuchSize
  | Closed

type Own = UnknownStore | NoSuchSize | Closed

const sentences: Sentences<Own> = {
  ...unknownStoreSentences,
  NoSuchSize: ({ asked, size }) => `there are ${size} events, not ${asked}`,
  Closed: () => 'the ledger has been closed',
}

const isOwn = (error: LedgerError): error is Own => Object.hasOwn(sentences, error._tag)

/** An error as one English sentence, without its full stop. */
export const describe = (error: LedgerError): string =>
  isOwn(error) ? sentenceOf(sentences, error) : describeProjection(error)

const [MALFORMED, NOT_FOUND, CONFLICT, GONE, TOO_LARGE] = [400, 404, 409, 410, 413]
const [UNPROCESSABLE, BUG, NOT_IMPLEMENTED, BAD_GATEWAY] = [422, 500, 501, 502]
const [UNAVAILABLE, TIMED_OUT] = [503, 504]

const refusalStatus: Readonly<Record<Refusal['_tag'], number>> = {
  YearNotSplit: UNPROCESSABLE,
  UnknownContract: NOT_FOUND,
  UnknownRegime: NOT_FOUND,
  UnknownKPI: NOT_FOUND,
  NothingToCorrect: NOT_FOUND,
  NothingToRetire: NOT_FOUND,
  ContractAlreadyRegistered: CONFLICT,
  RegimeAlreadyAdopted: CONFLICT,
  MonthAlreadyTaken: CONFLICT,
  KPIAlreadyDefined: CONFLICT,
  KPIRetiredBy: CONFLICT,
  AlreadyRecorded: CONFLICT,
  StalePublication: CONFLICT,
  Stale: CONFLICT,
  RevisionNotReached: CONFLICT,
  IdTaken: CONFLICT,
  CorrectsAnother: UNPROCESSABLE,
  InvalidScheme: UNPROCESSABLE,
  InvalidDefinition: UNPROCESSABLE,
  InvalidTarget: UNPROCESSABLE,
  SucceedsItself: UNPROCESSABLE,
  NoDefinitionToCarryOver: UNPROCESSABLE,
  BeforeRegime: UNPROCESSABLE,
  RetiredBeforeStated: UNPROCESSABLE,
  NoRegimeInEffect: UNPROCESSABLE,
  NothingAmended: UNPROCESSABLE,
  UnknownEvent: NOT_FOUND,
  NotWithdrawable: UNPROCESSABLE,
  AlreadyWithdrawn: CONFLICT,
  DependedOn: CONFLICT,
  TargetNotRateable: CONFLICT,
  UnknownCode: UNPROCESSABLE,
  NothingToDecide: NOT_FOUND,
  DecidedCodeGone: CONFLICT,
}

const statuses: Readonly<Record<Exclude<LedgerError['_tag'], 'Refused'>, number>> = {
  DecodeError: MALFORMED,
  InvalidCommand: MALFORMED,
  NoPeriod: MALFORMED,
  BesideNothing: MALFORMED,
  NotBeside: NOT_FOUND,
  YearNotSplit: UNPROCESSABLE,
  NoSuchContract: NOT_FOUND,
  RegimeNotKnown: NOT_FOUND,
  KPINotKnown: NOT_FOUND,
  NoSuchRevision: NOT_FOUND,
  NoSuchSize: NOT_FOUND,
  NotInRegime: NOT_FOUND,
  NotYetStated: NOT_FOUND,
  RetiredKPI: NOT_FOUND,
  AdvisedAgainst: UNPROCESSABLE,
  NoRegimeToRateBy: UNPROCESSABLE,
  NothingToPublish: UNPROCESSABLE,
  NoRegimeToPublishUnder: UNPROCESSABLE,
  NobodySigns: UNPROCESSABLE,
  PeriodNotOver: UNPROCESSABLE,
  NotConfirmed: CONFLICT,
  Conflict: CONFLICT,
  IdReused: CONFLICT,
  StreamDeleted: GONE,
  BeyondEnd: GONE,
  TooLarge: TOO_LARGE,
  NotFound: NOT_FOUND,
  // The store denies access to the service, not to the service's caller.
  AccessDenied: BAD_GATEWAY,
  Unavailable: UNAVAILABLE,
  TimedOut: TIMED_OUT,
  Corrupt: BUG,
  UnknownStore: BUG,
  NotSupported: NOT_IMPLEMENTED,
  Closed: UNAVAILABLE,
}

/** The HTTP status with which a web service should report an error. */
export const status = (error: LedgerError): number =>
  error._tag === 'Refused' ? refusalStatus[error.refusal._tag] : statuses[error._tag]
