import type { Refusal } from '../contract/refusal'
import type { Entry } from '../history/entry'
import type { History } from '../history/history'
import type { DomainEvent } from './envelope'
import { definitions, type EventType } from './registry'

/** Why an event cannot follow what has happened so far; null if it can. */
export const judgeEvent = <Type extends EventType>(
  history: History,
  event: DomainEvent<Type>,
): Refusal | null => definitions[event.type].judge(history, event.data)

/** Adds what an event says to a history, in place. */
export const applyEvent = <Type extends EventType>(
  history: History,
  event: DomainEvent<Type> & Entry,
): void => {
  definitions[event.type].apply(history, event.data, event)
}

/** What an event is about, as far as it names it. */
export interface Subject {
  readonly kpi?: string | undefined
  readonly regime?: string | undefined
  /** As text (M1). */
  readonly period?: string | undefined
}

/** What an event is about: KPI, regime and period, as far as it names them. */
export const subjectOf = ({ data }: DomainEvent): Subject => ({
  kpi: 'kpi' in data ? data.kpi : undefined,
  regime: 'regime' in data ? data.regime : undefined,
  period: 'period' in data ? data.period : undefined,
})

/** Why an event was recorded, if it says so. */
export const reasonFor = <Type extends EventType>(event: DomainEvent<Type>): string | undefined =>
  definitions[event.type].reason?.(event.data)

/** What an event says, in a sentence without its subject. */
export const eventInWords = <Type extends EventType>(event: DomainEvent<Type>): string =>
  definitions[event.type].inWords(event.data)
