import type { DomainEvent } from './envelope'
import { definitions, type EventType } from './registry'

/** The content of an event, as a sentence without its subject. */
export const eventInWords = <Type extends EventType>(event: DomainEvent<Type>): string =>
  definitions[event.type].inWords(event.data)
