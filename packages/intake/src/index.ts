export type {
  ContractDefinition,
  StatedDefinition,
  StatedKPI,
  StatedRegime,
  StatedRetirement,
  StatedTarget,
} from './definition/definition'
export { definitionSchema } from './definition/definition-schema'
export { definitionExample } from './definition/example'
export type { Place, PlacedFault } from './definition/place'
export { planDefinition, type PlanOptions } from './definition/plan-definition'
export type { PlannedCommand } from './definition/planning'
export { readDefinition } from './definition/read-definition'
export { writeDefinition } from './definition/write-definition'

export { blankReturn, returnFor, type BlankReturn, type ReturnRow } from './returns/blank-return'
export { writeReturn, writeReturnByOwner, type ReturnForm } from './returns/write-return'

export { guessMapping } from './collecting/guess-mapping'
export { mappingFields, readMapping, type LayoutName, type Mapping } from './collecting/mapping'
export { openReturn, type OpenedReturn, type OpenOptions } from './collecting/open-return'
export type { PeekedSheet } from './collecting/peeked'
export type { ProposedMapping } from './collecting/proposal'
export {
  planReturn,
  type PlannedFigure,
  type PlanReturnOptions,
  type ReturnSource,
} from './collecting/plan-return'
export { readReturn } from './collecting/read-return'
export type { Guess, ReadReturn, ReturnedFigure } from './collecting/returned'
export type { DateOrder, PeriodLength } from './reading/read-period'
export type { Chunks } from './sheets/csv-blocks'
export { encodings, type Encoding } from './sheets/encoding'
export type { RefusedFile } from './sheets/refused-file'
export {
  cellInWords,
  type CellAt,
  type CellContent,
  type CellRemark,
  type Merge,
  type Sheet,
  type SheetRow,
  type UnreadableRow,
} from './sheets/sheet'
