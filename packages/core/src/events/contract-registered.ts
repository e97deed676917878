import type { Contract } from '../history/history'
import { YearStart } from '../period/period'
import { struct } from '../schema/combinators'
import { Identifier, Text } from '../schema/text'
import type { EventDefinition } from './definition'

/** Data of the event that starts a contract's stream. */
export type ContractRegistered = Contract

const required = {
  contract: Identifier,
  title: Text,
  authority: Text,
  supplier: Text,
  yearStart: YearStart,
}

/** The definition of the event: shape, command, decision, effect and sentence. */
export const contractRegistered: EventDefinition<
  'ContractRegistered',
  'RegisterContract',
  ContractRegistered
> = {
  type: 'ContractRegistered',
  command: 'RegisterContract',
  kind: 'contract',
  required,
  optional: {},
  data: struct('the data of ContractRegistered', required),
  older: [],
  judge: ({ contract }) =>
    contract === null ? null : { _tag: 'ContractAlreadyRegistered', contract: contract.contract },
  latest: () => undefined,
  apply: (history, data) => {
    history.contract = data
  },
  inWords: ({ title, authority, supplier }) =>
    `registered ${title} between ${authority} and ${supplier}`,
}
