import * as t from 'io-ts'
import { DecimalPlaces, Decimal, LogSize } from '../codec/number'
import { record, type Immutably } from '../codec/record'
import { Identifier, KPIReference, Sha256Hex, Text } from '../codec/text'
import { MonthText, PeriodText, YearStart } from '../period/period'
import { Scheme } from '../rating/scheme'
import { Target } from '../rating/target'

export const Frequency = t.keyof(
  { monthly: null, quarterly: null, 'six-monthly': null, annual: null },
  'a frequency',
)
/** How often a KPI is formally assessed (M2). */
export type Frequency = t.TypeOf<typeof Frequency>

export const Unit = t.keyof(
  { percent: null, days: null, hours: null, count: null, score: null, pounds: null, number: null },
  'a unit',
)
/** What a KPI's values are counted in. */
export type Unit = t.TypeOf<typeof Unit>

export const Accumulation = t.keyof({ 'in-period': null, 'year-to-date': null }, 'an accumulation')
/** Whether a value stands for its period alone, or for the financial year up to its end. */
export type Accumulation = t.TypeOf<typeof Accumulation>

export const NotMeasuredReason = t.keyof(
  {
    'not-due': null,
    'not-yet-measurable': null,
    'no-activity': null,
    'no-data': null,
    'not-measurable': null,
  },
  'a reason',
)
/** Why there is no value (M18). */
export type NotMeasuredReason = t.TypeOf<typeof NotMeasuredReason>

const Measured = record(
  'a measured outcome',
  { kind: t.literal('measured'), value: Decimal },
  { of: Decimal, published: Text },
)
const NotMeasured = record(
  'an outcome that was not measured',
  { kind: t.literal('not-measured'), reason: NotMeasuredReason },
  { text: Text },
)

/** What was achieved in a period: a value, or why there is none (M17, M18). */
export const Outcome = t.union([Measured, NotMeasured], 'an outcome')
export type Outcome = Immutably<typeof Outcome>

/** Codecs of each event's data, fields in the order of the wire format. */
export const ContractRegistered = record('the data of ContractRegistered', {
  contract: Identifier,
  title: Text,
  authority: Text,
  supplier: Text,
  yearStart: YearStart,
})
export const RegimeAdopted = record('the data of RegimeAdopted', {
  regime: Identifier,
  title: Text,
  effectiveFrom: MonthText,
  scheme: Scheme,
})
export const KPIDefined = record(
  'the data of KPIDefined',
  {
    regime: Identifier,
    kpi: KPIReference,
    description: Text,
    serviceArea: Text,
    frequency: Frequency,
    unit: Unit,
    effectiveFrom: MonthText,
    target: Target,
  },
  {
    decimals: DecimalPlaces,
    ratedTo: DecimalPlaces,
    accumulation: Accumulation,
    succeeds: t.array(KPIReference),
  },
)
export const TargetRevised = record(
  'the data of TargetRevised',
  { regime: Identifier, kpi: KPIReference, effectiveFrom: MonthText, target: Target },
  { reason: Text },
)
export const KPIRetired = record('the data of KPIRetired', {
  regime: Identifier,
  kpi: KPIReference,
  effectiveFrom: MonthText,
  reason: Text,
})
export const ActualRecorded = record('the data of ActualRecorded', {
  kpi: KPIReference,
  period: PeriodText,
  outcome: Outcome,
})
export const ActualCorrected = record('the data of ActualCorrected', {
  kpi: KPIReference,
  period: PeriodText,
  outcome: Outcome,
  reason: Text,
})
export const NoteAdded = record(
  'the data of NoteAdded',
  { period: PeriodText, text: Text },
  { kpi: KPIReference },
)
export const ScorecardPublished = record('the data of ScorecardPublished', {
  regime: Identifier,
  period: PeriodText,
  scorecardDigest: Sha256Hex,
  size: LogSize,
  root: Sha256Hex,
})

/** The codec of the current version of every event's data. */
export const eventData = {
  ContractRegistered,
  RegimeAdopted,
  KPIDefined,
  TargetRevised,
  KPIRetired,
  ActualRecorded,
  ActualCorrected,
  NoteAdded,
  ScorecardPublished,
} as const

export type EventType = keyof typeof eventData

/** The data of an event by its type; `EventData<'NoteAdded'>` is a note. */
export type EventData<Type extends EventType> = Immutably<(typeof eventData)[Type]>
