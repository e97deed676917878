export type {
  ContractDefinition,
  DefinitionFields,
  StatedKPI,
  StatedRegime,
  StatedRetirement,
  StatedTarget,
} from './definition/definition'
export { definitionExample } from './definition/example'
export type { Place, PlacedFault } from './definition/place'
export { planDefinition, type PlanOptions } from './definition/plan-definition'
export type { PlannedCommand } from './definition/planning'
export { readDefinition } from './definition/read-definition'
export { writeDefinition } from './definition/write-definition'

export { blankReturn, type BlankReturn, type ReturnRow } from './returns/blank-return'
export { writeReturn, type ReturnForm } from './returns/write-return'
