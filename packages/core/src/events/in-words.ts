import type { DomainEvent } from './envelope'
import { definitions, type EventType } from './registry'

/** What an event says, in a sentence without its subject. */
export const eventInWords = <Type extends EventType>(event: DomainEvent<Type>): string =>
  definitions[event.type].inWords(event.data)
