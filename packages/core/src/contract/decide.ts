import * as E from 'fp-ts/lib/Either'
import type { DomainEvent } from '../events/envelope'
import { lastMonth } from '../period/calendar'
import { formatMonth } from '../period/month'
import { parsePeriod } from '../period/period'
import { schemeFaults } from '../rating/check-scheme'
import { targetFaults } from '../rating/check-target'
import type { Target } from '../rating/target'
import type { Command, CommandOf } from './command.codec'
import type { Refusal } from './refusal'
import { everythingKnown, type Adoption, type KPIRules } from './rulebook'
import {
  definitionInForce,
  findRegime,
  regimeInEffect,
  retirementInForce,
  statementsUnder,
} from './rules-in-force'
import { hasActual, type ContractState } from './state'

/** Null if the command may go ahead; otherwise why not. */
type Judgement = Refusal | null

const kpiOf = (state: ContractState, kpi: string): KPIRules | undefined => state.rules.kpis.get(kpi)

const judgeRegime = (state: ContractState, command: CommandOf<'AdoptRegime'>): Judgement => {
  const { regime, effectiveFrom, scheme } = command
  if (findRegime(state.rules, regime, everythingKnown) !== undefined)
    return { _tag: 'RegimeAlreadyAdopted', regime }
  const taken = state.rules.adoptions.find((other) => other.effectiveFrom === effectiveFrom)
  if (taken !== undefined)
    return { _tag: 'MonthAlreadyTaken', month: effectiveFrom, by: taken.regime }
  const faults = schemeFaults(scheme)
  return faults.length === 0 ? null : { _tag: 'InvalidScheme', regime, faults }
}

interface NewStatement {
  readonly kpi: string
  readonly effectiveFrom: string
  readonly target: Target
}

/** What holds for every target stated, be it the first or a later one (M8a, M9 to M14). */
const judgeStatement = (
  state: ContractState,
  regime: Adoption,
  { kpi, effectiveFrom, target }: NewStatement,
): Judgement => {
  if (effectiveFrom < regime.effectiveFrom) {
    const regimeFrom = regime.effectiveFrom
    return { _tag: 'BeforeRegime', kpi, effectiveFrom, regime: regime.regime, regimeFrom }
  }
  const rules = kpiOf(state, kpi)
  const retired = rules && retirementInForce(rules, regime.regime, effectiveFrom, everythingKnown)
  if (retired !== undefined) {
    const retiredFrom = retired.effectiveFrom
    return { _tag: 'KPIRetiredBy', kpi, regime: regime.regime, effectiveFrom, retiredFrom }
  }
  const faults = targetFaults(regime.scheme, target)
  return faults.length === 0 ? null : { _tag: 'InvalidTarget', kpi, faults }
}

const judgeDefinition = (state: ContractState, command: CommandOf<'DefineKPI'>): Judgement => {
  const { regime: name, kpi, succeeds = [] } = command
  const regime = findRegime(state.rules, name, everythingKnown)
  if (regime === undefined) return { _tag: 'UnknownRegime', regime: name }
  if (kpiOf(state, kpi)?.definitions.some((definition) => definition.regime === name) === true)
    return { _tag: 'KPIAlreadyDefined', kpi, regime: name }
  if (succeeds.includes(kpi)) return { _tag: 'SucceedsItself', kpi }
  const unknown = succeeds.find((predecessor) => kpiOf(state, predecessor) === undefined)
  if (unknown !== undefined) return { _tag: 'UnknownKPI', kpi: unknown }
  return judgeStatement(state, regime, command)
}

const judgeRevision = (state: ContractState, command: CommandOf<'ReviseTarget'>): Judgement => {
  const regime = findRegime(state.rules, command.regime, everythingKnown)
  if (regime === undefined) return { _tag: 'UnknownRegime', regime: command.regime }
  const { kpi } = command
  const rules = kpiOf(state, kpi)
  if (rules === undefined) return { _tag: 'UnknownKPI', kpi }
  if (definitionInForce(state.rules, rules, regime, everythingKnown) === undefined)
    return { _tag: 'NoDefinitionToCarryOver', kpi, regime: command.regime }
  return judgeStatement(state, regime, command)
}

const judgeRetirement = (state: ContractState, command: CommandOf<'RetireKPI'>): Judgement => {
  const { kpi, regime, effectiveFrom } = command
  if (findRegime(state.rules, regime, everythingKnown) === undefined)
    return { _tag: 'UnknownRegime', regime }
  const rules = kpiOf(state, kpi)
  if (rules === undefined) return { _tag: 'UnknownKPI', kpi }
  const stated = statementsUnder(rules, regime, everythingKnown).map((each) => each.effectiveFrom)
  if (stated.length === 0) return { _tag: 'NothingToRetire', kpi, regime }
  const firstStated = stated.reduce((a, b) => (a < b ? a : b))
  if (effectiveFrom < firstStated)
    return { _tag: 'RetiredBeforeStated', kpi, effectiveFrom, firstStated }
  const retired = retirementInForce(rules, regime, effectiveFrom, everythingKnown)
  if (retired === undefined) return null
  return { _tag: 'KPIRetiredBy', kpi, regime, effectiveFrom, retiredFrom: retired.effectiveFrom }
}

const judgeActual = (
  state: ContractState,
  { type, kpi, period }: CommandOf<'RecordActual' | 'CorrectActual'>,
): Judgement => {
  if (kpiOf(state, kpi) === undefined) return { _tag: 'UnknownKPI', kpi }
  const recorded = hasActual(state, kpi, period)
  if (type === 'RecordActual') return recorded ? { _tag: 'AlreadyRecorded', kpi, period } : null
  return recorded ? null : { _tag: 'NothingToCorrect', kpi, period }
}

const judgeNote = (state: ContractState, { kpi }: CommandOf<'AddNote'>): Judgement =>
  kpi === undefined || kpiOf(state, kpi) !== undefined ? null : { _tag: 'UnknownKPI', kpi }

const judgePublication = (
  state: ContractState,
  { regime, period, size }: CommandOf<'PublishScorecard'>,
  yearStart: number,
): Judgement => {
  if (findRegime(state.rules, regime, everythingKnown) === undefined)
    return { _tag: 'UnknownRegime', regime }
  const parsed = parsePeriod(period)
  const month = E.isRight(parsed) ? formatMonth(lastMonth(parsed.right, yearStart)) : ''
  if (regimeInEffect(state.rules, month, everythingKnown) === undefined)
    return { _tag: 'NoRegimeInEffect', period }
  return size === state.size ? null : { _tag: 'StalePublication', size, actual: state.size }
}

const judge = (state: ContractState, command: Command): Judgement => {
  const { registered } = state
  if (command.type === 'RegisterContract')
    return registered === null
      ? null
      : { _tag: 'ContractAlreadyRegistered', contract: registered.contract }
  if (registered === null) return { _tag: 'UnknownContract', contract: command.contract }
  switch (command.type) {
    case 'AdoptRegime':
      return judgeRegime(state, command)
    case 'DefineKPI':
      return judgeDefinition(state, command)
    case 'ReviseTarget':
      return judgeRevision(state, command)
    case 'RetireKPI':
      return judgeRetirement(state, command)
    case 'RecordActual':
    case 'CorrectActual':
      return judgeActual(state, command)
    case 'AddNote':
      return judgeNote(state, command)
    case 'PublishScorecard':
      return judgePublication(state, command, registered.yearStart)
  }
}

/** The event a command asks for: the same fields, without the envelope's. */
const eventFor = (command: Command): DomainEvent => {
  switch (command.type) {
    case 'RegisterContract': {
      const { type: _, metadata: __, ...data } = command
      return { type: 'ContractRegistered', data }
    }
    case 'AdoptRegime':
      return { type: 'RegimeAdopted', data: fieldsOf(command) }
    case 'DefineKPI':
      return { type: 'KPIDefined', data: fieldsOf(command) }
    case 'ReviseTarget':
      return { type: 'TargetRevised', data: fieldsOf(command) }
    case 'RetireKPI':
      return { type: 'KPIRetired', data: fieldsOf(command) }
    case 'RecordActual':
      return { type: 'ActualRecorded', data: fieldsOf(command) }
    case 'CorrectActual':
      return { type: 'ActualCorrected', data: fieldsOf(command) }
    case 'AddNote':
      return { type: 'NoteAdded', data: fieldsOf(command) }
    case 'PublishScorecard':
      return { type: 'ScorecardPublished', data: fieldsOf(command) }
  }
}

const fieldsOf = <C extends Command>(command: C): Omit<C, 'type' | 'contract' | 'metadata'> => {
  const { type: _, contract: __, metadata: ___, ...fields } = command
  return fields
}

/**
 * Judges a command against what has happened so far: the events to append, or the one reason
 * why not. Pure; never throws (domain model, Refusals).
 */
export const decide = (
  state: ContractState,
  command: Command,
): E.Either<Refusal, ReadonlyArray<DomainEvent>> => {
  const refusal = judge(state, command)
  return refusal === null ? E.right([eventFor(command)]) : E.left(refusal)
}
