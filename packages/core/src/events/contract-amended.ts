import { keep } from '../history/history'
import { reasonInWords } from '../rules-in-words/reason'
import { struct } from '../schema/combinators'
import { Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that puts a contract's title or parties right, or novates it (M30). */
export interface ContractAmended {
  /** The new title. */
  readonly title?: string
  /** The new authority. */
  readonly authority?: string
  /** The new supplier. */
  readonly supplier?: string
  /** Why the contract is amended. */
  readonly reason: string
}

const required = { reason: Text }
const optional = { title: Text, authority: Text, supplier: Text }

/** The definition of the event: shape, command, decision, effect and sentence. */
export const contractAmended: EventDefinition<'ContractAmended', 'AmendContract', ContractAmended> =
  {
    type: 'ContractAmended',
    command: 'AmendContract',
    kind: 'rule',
    required,
    optional,
    data: struct('the data of ContractAmended', required, optional),
    older: [],
    judge: (_, { title, authority, supplier }) =>
      title === undefined && authority === undefined && supplier === undefined
        ? { _tag: 'NothingAmended', fields: Object.keys(optional) }
        : null,
    latest: ({ kept }) => kept.get('ContractAmended')?.at(-1),
    apply: (history, data, at) => {
      keep(history, 'ContractAmended', data, at)
    },
    reason: ({ reason }) => reason,
    inWords: ({ title, authority, supplier, reason }) => {
      const amended = Object.entries({ title, authority, supplier })
      const said = amended.flatMap(([name, now]) => (now === undefined ? [] : [`${name} "${now}"`]))
      return `amended: ${said.join(', ')}${reasonInWords(reason)}`
    },
  }
