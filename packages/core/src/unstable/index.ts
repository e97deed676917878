// Internals shared with the sibling packages. They change without notice: import `@kpi-ledger/core`.
export { invariant } from '../invariant'

// Of `@kpi-ledger/core/proofs`, without what signs: its curve takes longer to load than all else.
export { canonicalJson } from '../proofs/canonical-json'
export { eventLeaf } from '../proofs/digest'
export {
  fromHex,
  hashingBy,
  textLeafHash,
  toHex,
  type Hash,
  type Hashing,
  type Sha256,
} from '../proofs/hashing'
export { jsonDigest } from '../proofs/json-digest'
export { MerkleTree } from '../proofs/merkle'

export {
  endsPart,
  financialYearOf,
  lastMonth,
  monthsIn,
  monthsOf,
  partsOf,
  periodEarlier,
  periodsEndingIn,
} from '../period/calendar'
export { assessmentMonths, isDue } from '../kpi/frequency'
export { formatMonth, monthAt, monthIndex, profileKey, shortMonthName } from '../period/month'
export { periodInWords, spanInWords, writtenPeriod } from '../period/in-words'
export { PeriodText, readPeriod } from '../period/period'
export {
  parseWrittenPeriod,
  parseWrittenYear,
  periodMeant,
  readWrittenPeriod,
  WrittenPeriodText,
  WrittenYearText,
  yearNotSplit,
  yearNotSplitSentences,
  type WrittenPeriod,
} from '../period/written'

export { knownUnits, type KnownUnit } from '../kpi/unit'
export { codeInWords, outcomeInWords, type Measured } from '../kpi/outcome'
export { acceptance, meaningOf } from '../rating/band-test'
export {
  computedFigure,
  divideDifference,
  divideHalfEven,
  exact,
  roundDifference,
  roundHalfAway,
  roundHalfEven,
  type Exact,
} from '../rating/decimal'
export { gradeRank, grades } from '../rating/grade'
export { contains, includes, type Bound, type Interval } from '../rating/interval'
export { placement, type Placement } from '../rating/placement'
export type { Repeat } from '../rating/scheme'
export { zonesOf, type Zone } from '../rating/zones'
export {
  notRatedReasons,
  notRatedWords,
  type NotRated,
  type NotRatedWord,
} from '../rating/not-rated'
export { codesOf, notRated, rate, ratingNamed } from '../rating/rate'
export {
  effectiveTarget,
  targetInWords,
  type EffectiveTarget,
  type OneSidedTarget,
  type RangeTarget,
} from '../rating/target'

export {
  changesBetween,
  changesInWords,
  type RuleChange,
  type RulePart,
} from '../rules-in-words/part'
export { definitionInWords, definitionParts, revisionInWords } from '../rules-in-words/definition'
export { plainly, type Saying } from '../rules-in-words/saying'
export { bandInWords, schemeInWords, schemeParts } from '../rules-in-words/scheme'
export { NEEDED, targetInFull, targetParts } from '../rules-in-words/target'

export { keptOf } from '../events/kept.codec'
export { eventInWords } from '../events/in-words'
export { subjectOf, type Subject } from '../events/subject'
export type { EventKind, LatestEntry } from '../events/definition'
export { contractOf, type Envelope, type StoredForm } from '../events/envelope'
export { currentVersion, madeEvent, toEnvelope, type EventVersions } from '../events/event.codec'
export { definitions, eventTypes, isEventType, type DefinitionOf } from '../events/registry'

export { oddityInWords, unitFaultInWords, type Oddity } from '../advice/oddity'
export { advise } from '../advice/advise'
export { onAdoption } from '../advice/on-adoption'
export { onFigures } from '../advice/on-figure'
export { onKPIName } from '../advice/on-names'
export { onPeriod } from '../advice/on-period'
export { unitFault } from '../advice/unit-fault'

export type { CommandOf, PublishScorecard } from '../contract/command.codec'
export { executePublication } from '../execute'
export { admit, type Inadmissible } from '../contract/admit'
export { isAhead } from '../contract/recorded-ahead'
export { addRules, addToHistory } from '../contract/fold'
export { decodeCommands, type CommandFault } from '../contract/decode-commands'
export type { Stale, UnseenChange } from '../contract/refusal'
export { contractIds } from '../contract/registered'
export { rollBack } from '../contract/roll-back'

export {
  inRecordedOrder,
  knownActual,
  knownFrom,
  Actuals,
  type KPIActuals,
} from '../history/actuals'
export type { ActualEntry } from '../history/actual-rows'
export { everythingKnown, type Entry, type Known } from '../history/entry'
export { emptyHistory, historySize, keep, type Contract, type KeptEvent } from '../history/history'
export type { NoteEntry, Notes, NotesByPeriod } from '../history/notes'
export {
  addWithdrawal,
  kpiDefined,
  kpisDefined,
  standing,
  unwithdrawn,
} from '../history/withdrawals'
export { NumberList } from '../history/number-list'
export { IdList, type Ids } from '../history/id-list'
export { SharedIds } from '../history/shared-ids'
export { Origins, type FigureSource, type Origin } from '../history/origins'
export type {
  Adoption,
  Amendment,
  Decision,
  Definition,
  DefinitionFields,
  KPIRules,
  Retirement,
  RevisedDefinition,
  Rulebook,
  Statement,
} from '../history/rulebook'
export {
  amendmentsOf,
  decisionsFor,
  definitionInForce,
  definitionLayers,
  findRegime,
  regimeInEffect,
  retirementInForce,
  statementInForce,
  statementsUnder,
  type DefinitionLayers,
  type StatementInForce,
} from '../history/rules-in-force'

export {
  anyText,
  array,
  boolean,
  integer,
  keyed,
  literal,
  literals,
  nullable,
  number,
  open,
  or,
  pattern,
  record,
  struct,
  tagged,
  refinedText,
  whole,
} from '../schema/combinators'
export type { Shape } from '../schema/codec'
export { limits, listed } from '../limits'
export { visible, visibleLines } from '../schema/visible'
export { formatFault, formatFaults, formatPath, preview } from '../schema/fault'
export type { Fields, NumberShape, Schema, Schemable, TextShape } from '../schema/schemable'
export { branded, type Plain } from '../schema/brand'
export { alternatives } from '../schema/alternatives'
export { counted, sentenceOf, type Sentences } from '../schema/sentences'
export { NotMeasuredReason } from '../kpi/outcome'
export { Revision } from '../schema/number'
export { Identifier, KPIReference, Sha256Hex, Text, Uuid } from '../schema/text'
export { parseJson } from '../schema/json-text'
export { isSameJson } from '../schema/same-json'
export { decodeText, textFromLine, whyNotUtf8, type NotUtf8 } from '../schema/utf8'
export { coreSentences } from '../describe'

export { describeCheckpointKey } from '../store/checkpoint'
export { foldPages } from '../store/pages'
export { formatPosition, parsePosition } from '../store/position'
export { toNewEvent, type RefusedCommand } from '../batch'
export { DEADLINE } from '../retrying'
