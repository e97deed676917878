import { plainly, type Saying } from '../rules-in-words/saying'
import type { DomainEvent } from './envelope'
import { definitions, type EventType } from './registry'

/** The content of an event in full, as a sentence without its subject. */
export const eventInWords = <Type extends EventType>(
  event: DomainEvent<Type>,
  saying: Saying = plainly,
): string => definitions[event.type].inWords(event.data, saying)
